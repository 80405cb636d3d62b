/** Open work, and how long it took to ship and to deliver. */
@NullMarked
package io.orderstream.query.fulfilment;

import org.jspecify.annotations.NullMarked;
