package io.orderstream.events.stored;

import java.util.List;
import java.util.Objects;

/**
 * {@code refund-succeeded}: the money was paid back.
 *
 * @param kind {@code SETTLE} or {@code GRANT}
 * @param amount all of it, minor units
 * @param allocations which payments it went back to
 */
public record RefundSucceeded(
        OrderContext order,
        String refundId,
        String kind,
        long amount,
        List<RefundAllocation> allocations,
        Totals totals)
        implements OrderEvent {

    public RefundSucceeded {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(refundId, "refundId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(totals, "totals");
        allocations = List.copyOf(allocations);
    }
}
