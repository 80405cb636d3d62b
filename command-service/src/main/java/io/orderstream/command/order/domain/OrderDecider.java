package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.command.order.domain.Order.Line;
import io.orderstream.command.order.domain.Order.NotPlaced;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.OrderCommand.ConfirmOrder;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.Totals;
import java.util.List;

/**
 * The order's rules: what a command does to a state, and what an event makes of it. Both are pure functions and give
 * the same answer for the same arguments, always.
 */
public final class OrderDecider {

    private OrderDecider() {}

    /** What the command does to an order in this state. */
    public static Decision decide(Order order, OrderCommand command) {
        return switch (order) {
            case NotPlaced nothing ->
                command instanceof PlaceOrder place
                        ? Placement.decide(place)
                        : new Rejected(new Rejection.UnknownOrder());
            case Existing existing -> decide(existing, command);
        };
    }

    private static Decision decide(Existing order, OrderCommand command) {
        return switch (command) {
            case PlaceOrder again -> new Rejected(new Rejection.AlreadyPlaced());
            case ConfirmOrder confirm ->
                switch (order.lifecycle()) {
                    case PLACED -> Accepted.of(new OrderConfirmed(order.context()));
                    case CONFIRMED -> Accepted.nothingToDo();
                    case CANCELLED -> new Rejected(new Rejection.WrongLifecycle(order.lifecycle(), "confirmed"));
                };
            case CancelOrder cancel ->
                switch (order.lifecycle()) {
                    case PLACED, CONFIRMED -> Accepted.of(cancelled(order, cancel));
                    case CANCELLED -> Accepted.nothingToDo();
                };
        };
    }

    private static OrderCancelled cancelled(Existing order, CancelOrder cancel) {
        List<CancelledLine> lines = order.lines().stream()
                .filter(line -> line.active() > 0)
                .map(line -> new CancelledLine(line.lineId(), line.sku(), line.active(), line.amounts()))
                .toList();
        return new OrderCancelled(order.context(), cancel.reason(), lines, nothingLeftOf(order.totals()));
    }

    /** Nothing is sold any more; what was captured and not refunded stands as a negative balance. */
    private static Totals nothingLeftOf(Totals totals) {
        return new Totals(
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                totals.captured(),
                totals.refunded(),
                totals.pendingRefunds(),
                totals.refunded() - totals.captured());
    }

    /**
     * The state after the event.
     *
     * @throws IllegalStateException if the event cannot follow, which only a damaged stream can bring about
     */
    public static Order evolve(Order order, OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> new Existing(Lifecycle.PLACED, placed.order(), linesOf(placed), placed.totals());
            case OrderConfirmed confirmed -> existing(order).with(Lifecycle.CONFIRMED);
            case OrderCancelled cancelled ->
                new Existing(
                        Lifecycle.CANCELLED,
                        cancelled.order(),
                        existing(order).lines().stream().map(Line::cancelled).toList(),
                        cancelled.totals());
        };
    }

    private static List<Line> linesOf(OrderPlaced placed) {
        return placed.lines().stream()
                .map(line -> new Line(line.lineId(), line.sku(), line.quantity(), line.amounts()))
                .toList();
    }

    private static Existing existing(Order order) {
        return switch (order) {
            case Existing existing -> existing;
            case NotPlaced nothing -> throw new IllegalStateException("the stream does not begin with placing");
        };
    }
}
