@NullMarked
package io.orderstream.cli.projections;

import org.jspecify.annotations.NullMarked;
