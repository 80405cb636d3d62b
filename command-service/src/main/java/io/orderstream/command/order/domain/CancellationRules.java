package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.Rejection.Rule;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.Totals;
import java.util.ArrayList;
import java.util.List;

/** Taking lines off an order, and all that is left of it. */
final class CancellationRules {

    private CancellationRules() {}

    static Decision decide(Existing order, CancelLines cancel) {
        if (!order.lifecycle().isOpen()) {
            return Rejected.wrongLifecycle(order, "changed");
        }
        ValueChecks checks = new ValueChecks(order.context().currency());
        checks.items("/items", cancel.items(), order.lines());
        if (checks.failed()) {
            return checks.rejected();
        }
        for (Item item : cancel.items()) {
            long cancellable = order.lines().get(item.lineId()).quantities().cancellable();
            if (item.quantity() > cancellable) {
                return Rejected.tooMany(item.lineId(), item.quantity(), cancellable, "cancelled");
            }
        }
        List<CancelledLine> lines = cancel.items().stream()
                .map(item -> cancelled(order.lines().get(item.lineId()), item.quantity(), order.policy()))
                .toList();
        Totals totals = order.totals();
        for (CancelledLine line : lines) {
            totals = totals.cancelled(line.amounts());
        }
        return totals.net() < 0
                ? Rejected.of(Rule.CREDIT_EXCEEDS_ORDER, "More was credited than would be left of the order.")
                : Accepted.of(new LinesCancelled(order.context(), cancel.reason(), lines, totals));
    }

    static Decision decide(Existing order, CancelOrder cancel) {
        return switch (order.lifecycle()) {
            case CANCELLED -> Accepted.nothingToDo();
            case COMPLETED -> Rejected.wrongLifecycle(order, "cancelled");
            case PLACED, CONFIRMED -> cancelAll(order, cancel.reason());
        };
    }

    /** What is set aside is let go first. */
    private static Decision cancelAll(Existing order, String reason) {
        if (order.lines().stream().anyMatch(line -> line.quantities().shipped() > 0)) {
            return Rejected.of(Rule.ALREADY_SHIPPED, "Some of the order is shipped.");
        }
        if (order.grantsPending()) {
            return Rejected.of(Rule.REFUND_PENDING, "A refund that was granted is still under way.");
        }
        List<OrderEvent> events = new ArrayList<>();
        order.fulfillments().forEach((fulfillmentId, fulfillment) -> {
            if (!fulfillment.cancelled()) {
                events.add(FulfillmentRules.cancelled(order, fulfillmentId, fulfillment));
            }
        });
        events.add(cancelled(order, reason));
        return new Accepted(events);
    }

    private static OrderCancelled cancelled(Existing order, String reason) {
        List<CancelledLine> lines = order.lines().stream()
                .filter(line -> line.quantities().active() > 0)
                .map(line -> cancelled(line, line.quantities().active(), order.policy()))
                .toList();
        return new OrderCancelled(
                order.context(), reason, lines, order.totals(), order.totals().allCancelled());
    }

    private static CancelledLine cancelled(Line line, long units, MoneyPolicy policy) {
        LineAmounts worth = line.step(units, policy);
        return new CancelledLine(line.lineId(), line.sku(), units, worth);
    }

    static Existing evolve(Existing order, LinesCancelled cancelled) {
        return order.withLines(without(order.lines(), cancelled.lines())).withTotals(cancelled.totals());
    }

    static Existing evolve(Existing order, OrderCancelled cancelled) {
        return order.with(Lifecycle.CANCELLED)
                .withLines(without(order.lines(), cancelled.lines()))
                .withTotals(cancelled.totals());
    }

    private static Lines without(Lines lines, List<CancelledLine> cancelled) {
        Lines left = lines;
        for (CancelledLine gone : cancelled) {
            left = left.change(gone.lineId(), line -> line.cancel(gone.quantity(), gone.amounts()));
        }
        return left;
    }
}
