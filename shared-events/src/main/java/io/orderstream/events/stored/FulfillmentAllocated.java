package io.orderstream.events.stored;

import java.util.List;
import java.util.Objects;

/**
 * {@code fulfillment-allocated}: quantities are set aside to be shipped together.
 *
 * @param location where they are
 */
public record FulfillmentAllocated(OrderContext order, String fulfillmentId, String location, List<LineQuantity> items)
        implements OrderEvent {

    public FulfillmentAllocated {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(fulfillmentId, "fulfillmentId");
        Objects.requireNonNull(location, "location");
        items = List.copyOf(items);
    }
}
