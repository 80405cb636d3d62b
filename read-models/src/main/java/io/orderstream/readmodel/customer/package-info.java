/** The read model of customers: what they ordered, by currency. */
@NullMarked
package io.orderstream.readmodel.customer;

import org.jspecify.annotations.NullMarked;
