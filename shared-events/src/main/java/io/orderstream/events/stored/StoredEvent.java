package io.orderstream.events.stored;

import java.util.Objects;

/**
 * An event as it stands in the log.
 *
 * @param orderId the order whose stream it is in
 * @param revision its place in that stream, from 0 without gaps
 * @param position its place in the whole log; grows with every event, with gaps
 */
public record StoredEvent(String orderId, long revision, long position, EventMetadata metadata, OrderEvent event) {

    public StoredEvent {
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(event, "event");
    }
}
