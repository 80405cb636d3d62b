/** The read model of single orders and their list. */
@NullMarked
package io.orderstream.readmodel.order;

import org.jspecify.annotations.NullMarked;
