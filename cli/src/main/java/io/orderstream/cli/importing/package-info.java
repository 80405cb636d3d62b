/** {@code orderstream import}: takes over orders of another system. */
@NullMarked
package io.orderstream.cli.importing;

import org.jspecify.annotations.NullMarked;
