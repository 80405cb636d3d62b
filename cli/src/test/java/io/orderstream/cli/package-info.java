@NullMarked
package io.orderstream.cli;

import org.jspecify.annotations.NullMarked;
