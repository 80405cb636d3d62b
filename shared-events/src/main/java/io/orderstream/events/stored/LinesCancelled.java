package io.orderstream.events.stored;

import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import java.util.List;
import java.util.Objects;

/**
 * {@code lines-cancelled}: quantities that were not allocated were taken off the order.
 *
 * @param reason why, for people; may be empty
 * @param lines what was taken off, and what that was worth
 */
public record LinesCancelled(OrderContext order, String reason, List<CancelledLine> lines, Totals totals)
        implements OrderEvent {

    public LinesCancelled {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(totals, "totals");
        lines = List.copyOf(lines);
    }
}
