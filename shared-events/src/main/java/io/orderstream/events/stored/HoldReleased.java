package io.orderstream.events.stored;

import java.util.Objects;

/** {@code hold-released}: the hold no longer keeps anything back. */
public record HoldReleased(OrderContext order, String holdId) implements OrderEvent {

    public HoldReleased {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(holdId, "holdId");
    }
}
