/** The commands {@code up}, {@code down}, {@code status}, {@code logs} and {@code reset}: the whole system on one bare machine. */
@NullMarked
package io.orderstream.local.launcher;

import org.jspecify.annotations.NullMarked;
