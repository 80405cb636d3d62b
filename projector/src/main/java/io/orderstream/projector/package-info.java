/** Follows the log of events: builds the read models and relays domain events to Kafka. */
@NullMarked
package io.orderstream.projector;

import org.jspecify.annotations.NullMarked;
