package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.events.stored.OrderConfirmed;

/** An order's way from being placed to its end. */
final class LifecycleRules {

    private LifecycleRules() {}

    static Decision confirm(Existing order) {
        return switch (order.lifecycle()) {
            case PLACED -> Accepted.of(new OrderConfirmed(order.context()));
            case CONFIRMED -> Accepted.nothingToDo();
            case CANCELLED -> Rejected.wrongLifecycle(order, "confirmed");
        };
    }
}
