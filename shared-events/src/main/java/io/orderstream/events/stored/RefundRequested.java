package io.orderstream.events.stored;

import java.util.List;
import java.util.Objects;

/**
 * {@code refund-requested}: money is to be paid back.
 *
 * @param kind {@code SETTLE} pays out what is owed to the customer already; {@code GRANT} credits the amount too
 * @param amount all of it, minor units
 * @param allocations which payments it goes back to, and how much
 * @param lines what is credited of lines; empty for {@code SETTLE}
 * @param shipping what is credited of the shipping with its tax, minor units
 * @param adjustment what is credited for nothing in particular, minor units
 * @param reason why, for people; may be empty
 */
public record RefundRequested(
        OrderContext order,
        String refundId,
        String kind,
        long amount,
        List<RefundAllocation> allocations,
        List<CreditedLine> lines,
        long shipping,
        long adjustment,
        String reason,
        Totals totals)
        implements OrderEvent {

    public RefundRequested {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(refundId, "refundId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(totals, "totals");
        allocations = List.copyOf(allocations);
        lines = List.copyOf(lines);
    }
}
