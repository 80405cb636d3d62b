/** What the projector knows of the read model of sales. */
@NullMarked
package io.orderstream.projector.sales;

import org.jspecify.annotations.NullMarked;
