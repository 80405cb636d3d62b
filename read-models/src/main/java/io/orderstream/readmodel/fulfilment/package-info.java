/** The read models of fulfilment: the work that is open, and how long it took. */
@NullMarked
package io.orderstream.readmodel.fulfilment;

import org.jspecify.annotations.NullMarked;
