@NullMarked
package io.orderstream.cli.importing;

import org.jspecify.annotations.NullMarked;
