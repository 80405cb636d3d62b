/** Holds the structure of all modules against the design. */
@NullMarked
package io.orderstream.architecture;

import org.jspecify.annotations.NullMarked;
