package io.orderstream.events.stored;

import java.util.List;
import java.util.Objects;

/**
 * {@code refund-failed}: the money was not paid back and can be refunded anew; what a {@code GRANT} credited is taken
 * back.
 *
 * @param kind {@code SETTLE} or {@code GRANT}
 * @param amount all of it, minor units
 * @param allocations which payments it did not go back to
 * @param lines the credits of lines that are taken back
 * @param shipping the credit of shipping that is taken back, minor units
 * @param reason why, as the provider put it; may be empty
 */
public record RefundFailed(
        OrderContext order,
        String refundId,
        String kind,
        long amount,
        List<RefundAllocation> allocations,
        List<CreditedLine> lines,
        long shipping,
        String reason,
        Totals totals)
        implements OrderEvent {

    public RefundFailed {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(refundId, "refundId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(totals, "totals");
        allocations = List.copyOf(allocations);
        lines = List.copyOf(lines);
    }
}
