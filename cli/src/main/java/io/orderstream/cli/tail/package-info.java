/** The command that prints domain events as they come. */
@NullMarked
package io.orderstream.cli.tail;

import org.jspecify.annotations.NullMarked;
