package io.orderstream.events.stored;

import java.time.Instant;
import java.util.Objects;

/**
 * {@code order-completed}: everything is delivered and paid for.
 *
 * @param returnsUntil up to when returns can be requested
 */
public record OrderCompleted(OrderContext order, Instant completedAt, Instant returnsUntil) implements OrderEvent {

    public OrderCompleted {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(completedAt, "completedAt");
        Objects.requireNonNull(returnsUntil, "returnsUntil");
    }
}
