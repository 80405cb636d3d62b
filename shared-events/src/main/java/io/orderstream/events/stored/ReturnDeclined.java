package io.orderstream.events.stored;

import java.util.List;
import java.util.Objects;

/**
 * {@code return-declined}: the customer may not send it.
 *
 * @param items what does not come back
 * @param reason why, for people; may be empty
 */
public record ReturnDeclined(OrderContext order, String returnId, List<LineQuantity> items, String reason)
        implements OrderEvent {

    public ReturnDeclined {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(returnId, "returnId");
        Objects.requireNonNull(reason, "reason");
        items = List.copyOf(items);
    }
}
