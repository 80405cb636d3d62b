/** Customers and what they ordered. */
@NullMarked
package io.orderstream.query.customer;

import org.jspecify.annotations.NullMarked;
