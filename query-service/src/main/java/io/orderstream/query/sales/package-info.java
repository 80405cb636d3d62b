/** Sales by hour, day or month. */
@NullMarked
package io.orderstream.query.sales;

import org.jspecify.annotations.NullMarked;
