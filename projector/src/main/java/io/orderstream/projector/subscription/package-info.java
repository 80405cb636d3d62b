/** Following the log of events: in order, in batches, from a checkpoint, and back again after whatever broke. */
@NullMarked
package io.orderstream.projector.subscription;

import org.jspecify.annotations.NullMarked;
