/** The read API over the read models; each package below is a feature of it, or what features share. */
@NullMarked
package io.orderstream.query;

import org.jspecify.annotations.NullMarked;
