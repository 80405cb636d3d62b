package io.orderstream.events.stored;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * {@code fulfillment-delivered}: quantities arrived.
 *
 * @param at when they did
 */
public record FulfillmentDelivered(OrderContext order, String fulfillmentId, List<LineQuantity> items, Instant at)
        implements OrderEvent {

    public FulfillmentDelivered {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(fulfillmentId, "fulfillmentId");
        Objects.requireNonNull(at, "at");
        items = List.copyOf(items);
    }
}
