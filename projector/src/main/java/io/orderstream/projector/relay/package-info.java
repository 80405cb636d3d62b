/** Tells other teams what happened: stored events become domain events on Kafka, each exactly once. */
@NullMarked
package io.orderstream.projector.relay;

import org.jspecify.annotations.NullMarked;
