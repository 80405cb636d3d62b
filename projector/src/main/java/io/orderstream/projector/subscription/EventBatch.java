package io.orderstream.projector.subscription;

import io.orderstream.events.stored.StoredEvent;
import java.util.List;

/**
 * The next stretch of the log.
 *
 * @param events those that concern the consumer, in the order of the log; may be empty
 * @param count how many events of orders the stretch has, with those that do not concern the consumer
 * @param position the log position where the stretch ends
 */
public record EventBatch(List<StoredEvent> events, long count, long position) {}
