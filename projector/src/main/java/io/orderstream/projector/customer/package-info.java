/** What the projector knows of the read model of customers. */
@NullMarked
package io.orderstream.projector.customer;

import org.jspecify.annotations.NullMarked;
