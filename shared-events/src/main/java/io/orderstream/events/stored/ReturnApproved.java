package io.orderstream.events.stored;

import java.util.Objects;

/**
 * {@code return-approved}: the customer may send it.
 */
public record ReturnApproved(OrderContext order, String returnId) implements OrderEvent {

    public ReturnApproved {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(returnId, "returnId");
    }
}
