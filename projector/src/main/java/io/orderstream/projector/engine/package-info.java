/** Runs projections over MongoDB. It knows nothing of orders. */
@NullMarked
package io.orderstream.projector.engine;

import org.jspecify.annotations.NullMarked;
