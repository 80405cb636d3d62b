package io.orderstream.events.stored;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code order-cancelled}: everything that was still active was taken off the order.
 *
 * @param reason why, for people; may be empty
 * @param lines what was taken off
 * @param before what the order amounted to until then, shipping and credits included; absent only in what was recorded in
 *     version 1, which did not say it
 * @param totals what is left: money that was captured stands as a balance to refund
 */
public record OrderCancelled(
        OrderContext order,
        String reason,
        List<CancelledLine> lines,
        @Nullable Totals before,
        Totals totals) implements OrderEvent {

    public OrderCancelled {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(totals, "totals");
        lines = List.copyOf(lines);
    }

    /**
     * A quantity taken off a line.
     *
     * @param amounts what that quantity was worth
     */
    public record CancelledLine(String lineId, String sku, long quantity, LineAmounts amounts) {}
}
