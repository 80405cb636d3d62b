/** The read model of products: what was sold of each, by month and day. */
@NullMarked
package io.orderstream.readmodel.product;

import org.jspecify.annotations.NullMarked;
