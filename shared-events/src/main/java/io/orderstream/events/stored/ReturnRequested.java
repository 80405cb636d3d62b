package io.orderstream.events.stored;

import java.util.List;
import java.util.Objects;

/**
 * {@code return-requested}: the customer wants to send quantities back.
 */
public record ReturnRequested(OrderContext order, String returnId, List<ReturnedItem> items) implements OrderEvent {

    public ReturnRequested {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(returnId, "returnId");
        items = List.copyOf(items);
    }

    /**
     * What is to come back.
     *
     * @param reason why, for people; may be empty
     */
    public record ReturnedItem(String lineId, String sku, long quantity, String reason) {
        public ReturnedItem {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
