/** The read model of sales by period, currency, channel and country. */
@NullMarked
package io.orderstream.readmodel.sales;

import org.jspecify.annotations.NullMarked;
