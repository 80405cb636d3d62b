/** What the projector knows of the read model of customers: how it is run and which indexes it has. */
@NullMarked
package io.orderstream.projector.customer;

import org.jspecify.annotations.NullMarked;
