package io.orderstream.command.order.domain;

import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.Totals;
import java.util.List;

/** The state of an order, as far as decisions need it. Immutable. */
public sealed interface Order {

    /** No order: nothing was recorded yet. */
    Order NOT_PLACED = new NotPlaced();

    /** Nothing was recorded yet. */
    record NotPlaced() implements Order {}

    /** An order that was placed, and what became of it. */
    record Existing(Lifecycle lifecycle, OrderContext context, List<Line> lines, Totals totals) implements Order {
        public Existing {
            lines = List.copyOf(lines);
        }

        Existing with(Lifecycle changed) {
            return new Existing(changed, context, lines, totals);
        }
    }

    /**
     * A line with the quantity that is still active.
     *
     * @param amounts what the active quantity is worth
     */
    record Line(String lineId, String sku, long active, LineAmounts amounts) {

        Line cancelled() {
            return new Line(
                    lineId,
                    sku,
                    0,
                    new LineAmounts(
                            0, 0, 0, amounts.taxes().stream().map(tax -> 0L).toList()));
        }
    }
}
