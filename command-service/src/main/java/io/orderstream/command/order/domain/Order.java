package io.orderstream.command.order.domain;

import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderPlaced.Address;
import io.orderstream.events.stored.Totals;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;

/** The state of an order, as far as decisions need it. Immutable. */
public sealed interface Order {

    /** No order: nothing was recorded yet. */
    Order NOT_PLACED = new NotPlaced();

    /** Nothing was recorded yet. */
    record NotPlaced() implements Order {}

    /**
     * An order that was placed, and what became of it.
     *
     * @param shippingAddress where it goes, if that is known
     * @param holds by id, those that are over included
     */
    record Existing(
            Lifecycle lifecycle,
            OrderContext context,
            MoneyPolicy policy,
            @Nullable Address shippingAddress,
            Lines lines,
            Totals totals,
            OrderedPMap<String, Hold> holds)
            implements Order {

        Existing with(Lifecycle changed) {
            return new Existing(changed, context, policy, shippingAddress, lines, totals, holds);
        }

        Existing withShippingAddress(Address changed) {
            return new Existing(lifecycle, context, policy, changed, lines, totals, holds);
        }

        Existing withLines(Lines changed) {
            return new Existing(lifecycle, context, policy, shippingAddress, changed, totals, holds);
        }

        Existing withTotals(Totals changed) {
            return new Existing(lifecycle, context, policy, shippingAddress, lines, changed, holds);
        }

        Existing withHolds(OrderedPMap<String, Hold> changed) {
            return new Existing(lifecycle, context, policy, shippingAddress, lines, totals, changed);
        }
    }
}
