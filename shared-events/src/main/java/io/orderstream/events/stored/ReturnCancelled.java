package io.orderstream.events.stored;

import java.util.List;
import java.util.Objects;

/**
 * {@code return-cancelled}: what has not come back yet does not.
 *
 * @param items what does not come back
 */
public record ReturnCancelled(OrderContext order, String returnId, List<LineQuantity> items) implements OrderEvent {

    public ReturnCancelled {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(returnId, "returnId");
        items = List.copyOf(items);
    }
}
