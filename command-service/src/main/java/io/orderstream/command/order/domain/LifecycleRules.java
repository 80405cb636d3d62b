package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.command.order.domain.OrderCommand.CompleteOrder;
import io.orderstream.command.order.domain.Rejection.Rule;
import io.orderstream.command.order.domain.Return.Closed;
import io.orderstream.events.stored.OrderCompleted;
import io.orderstream.events.stored.OrderConfirmed;
import org.jspecify.annotations.Nullable;

/** An order's way from being placed to its end. */
final class LifecycleRules {

    private LifecycleRules() {}

    static Decision confirm(Existing order) {
        return switch (order.lifecycle()) {
            case PLACED -> Accepted.of(new OrderConfirmed(order.context()));
            case CONFIRMED -> Accepted.nothingToDo();
            case COMPLETED, CANCELLED -> Rejected.wrongLifecycle(order, "confirmed");
        };
    }

    static Decision complete(Existing order, CompleteOrder complete) {
        return switch (order.lifecycle()) {
            case CONFIRMED -> {
                String missing = missing(order);
                yield missing == null
                        ? Accepted.of(
                                new OrderCompleted(order.context(), complete.completedAt(), complete.returnsUntil()))
                        : Rejected.of(Rule.NOT_COMPLETE, missing);
            }
            case COMPLETED -> Accepted.nothingToDo();
            case PLACED, CANCELLED -> Rejected.wrongLifecycle(order, "completed");
        };
    }

    /** What keeps the order from being complete; null if nothing does. */
    private static @Nullable String missing(Existing order) {
        if (order.totals().balance() != 0) {
            return "The balance is " + order.money(order.totals().balance()) + " and not zero.";
        }
        if (order.returns().values().stream().anyMatch(known -> !(known instanceof Closed))) {
            return "A return is open.";
        }
        return order.lines().stream()
                .filter(line -> line.requiresShipping()
                        && line.quantities().delivered() < line.quantities().active())
                .map(line ->
                        "Of line " + line.lineId() + ", " + line.quantities().delivered() + " of "
                                + line.quantities().active() + " are delivered.")
                .findFirst()
                .orElse(null);
    }

    static Existing evolve(Existing order, OrderCompleted completed) {
        return order.with(Lifecycle.COMPLETED).withReturnsUntil(completed.returnsUntil());
    }
}
