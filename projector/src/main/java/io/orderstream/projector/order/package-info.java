/** What the projector knows of the read model of orders: how it is run and which indexes it has. */
@NullMarked
package io.orderstream.projector.order;

import org.jspecify.annotations.NullMarked;
