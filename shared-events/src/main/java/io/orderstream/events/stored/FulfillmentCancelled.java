package io.orderstream.events.stored;

import java.util.List;
import java.util.Objects;

/**
 * {@code fulfillment-cancelled}: nothing more is shipped with it.
 *
 * @param items what was set aside and not shipped, and is free again
 */
public record FulfillmentCancelled(OrderContext order, String fulfillmentId, List<LineQuantity> items)
        implements OrderEvent {

    public FulfillmentCancelled {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(fulfillmentId, "fulfillmentId");
        items = List.copyOf(items);
    }
}
