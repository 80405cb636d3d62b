package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.command.order.domain.Order.NotPlaced;
import io.orderstream.command.order.domain.OrderCommand.AddNote;
import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.OrderCommand.ChangeShippingAddress;
import io.orderstream.command.order.domain.OrderCommand.CompleteOrder;
import io.orderstream.command.order.domain.OrderCommand.ConfirmOrder;
import io.orderstream.command.order.domain.Rejection.Part;
import io.orderstream.command.order.domain.Rejection.Rule;
import io.orderstream.events.stored.FulfillmentAllocated;
import io.orderstream.events.stored.FulfillmentCancelled;
import io.orderstream.events.stored.FulfillmentDelivered;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.HoldReleased;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.NoteAdded;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCompleted;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.PaymentAuthorized;
import io.orderstream.events.stored.PaymentCaptured;
import io.orderstream.events.stored.PaymentVoided;
import io.orderstream.events.stored.RefundFailed;
import io.orderstream.events.stored.RefundRequested;
import io.orderstream.events.stored.RefundSucceeded;
import io.orderstream.events.stored.ReturnApproved;
import io.orderstream.events.stored.ReturnCancelled;
import io.orderstream.events.stored.ReturnDeclined;
import io.orderstream.events.stored.ReturnReceived;
import io.orderstream.events.stored.ReturnRequested;
import io.orderstream.events.stored.ShippingAddressChanged;
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
            case NotPlaced nothing -> begin(command);
            case Existing existing -> decide(existing, command);
        };
    }

    private static Decision begin(OrderCommand command) {
        if (command instanceof PlaceOrder place) {
            return Placement.decide(place);
        }
        return command instanceof ImportOrder imported ? Importing.decide(imported) : Rejected.unknown(Part.ORDER);
    }

    private static Decision decide(Existing order, OrderCommand command) {
        try {
            return switch (command) {
                case PlaceOrder again ->
                    Rejected.of(Rule.ORDER_ALREADY_PLACED, "An order with this id was placed before.");
                case ImportOrder again ->
                    Rejected.of(Rule.ORDER_ALREADY_PLACED, "An order with this id was placed or imported before.");
                case ConfirmOrder confirm -> LifecycleRules.confirm(order);
                case CompleteOrder complete -> LifecycleRules.complete(order, complete);
                case CancelOrder cancel -> CancellationRules.decide(order, cancel);
                case CancelLines cancel -> CancellationRules.decide(order, cancel);
                case ChangeShippingAddress change -> AddressRules.decide(order, change);
                case AddNote note ->
                    Accepted.of(new NoteAdded(
                            order.context(), note.text(), note.visibility().name()));
                case HoldCommand hold -> HoldRules.decide(order, hold);
                case PaymentCommand payment -> PaymentRules.decide(order, payment);
                case RefundCommand refund -> RefundRules.decide(order, refund);
                case FulfillmentCommand fulfillment -> FulfillmentRules.decide(order, fulfillment);
                case ReturnCommand returning -> ReturnRules.decide(order, returning);
            };
        } catch (ArithmeticException overflow) {
            return Rejected.of(Rule.AMOUNT_OVERFLOW, "The order would amount to more than can be counted.");
        }
    }

    /**
     * The state after the event.
     *
     * @throws IllegalStateException if the event cannot follow, which only a damaged stream can bring about
     */
    public static Order evolve(Order order, OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> placed(placed);
            case OrderImported imported -> Importing.evolve(imported);
            case OrderConfirmed confirmed -> existing(order).with(Lifecycle.CONFIRMED);
            case OrderCancelled cancelled -> CancellationRules.evolve(existing(order), cancelled);
            case LinesCancelled cancelled -> CancellationRules.evolve(existing(order), cancelled);
            case ShippingAddressChanged changed -> existing(order).withShippingAddress(changed.address());
            case NoteAdded noted -> existing(order);
            case HoldPlaced placed -> HoldRules.evolve(existing(order), placed);
            case HoldReleased released -> HoldRules.evolve(existing(order), released);
            case PaymentAuthorized authorized -> PaymentRules.evolve(existing(order), authorized);
            case PaymentCaptured captured -> PaymentRules.evolve(existing(order), captured);
            case PaymentVoided voided -> PaymentRules.evolve(existing(order), voided);
            case RefundRequested requested -> RefundRules.evolve(existing(order), requested);
            case RefundSucceeded succeeded -> RefundRules.evolve(existing(order), succeeded);
            case RefundFailed failed -> RefundRules.evolve(existing(order), failed);
            case OrderCompleted completed -> LifecycleRules.evolve(existing(order), completed);
            case FulfillmentAllocated allocated -> FulfillmentRules.evolve(existing(order), allocated);
            case FulfillmentShipped shipped -> FulfillmentRules.evolve(existing(order), shipped);
            case FulfillmentDelivered delivered -> FulfillmentRules.evolve(existing(order), delivered);
            case FulfillmentCancelled cancelled -> FulfillmentRules.evolve(existing(order), cancelled);
            case ReturnRequested requested -> ReturnRules.evolve(existing(order), requested);
            case ReturnApproved approved -> ReturnRules.evolve(existing(order), approved);
            case ReturnDeclined declined -> ReturnRules.evolve(existing(order), declined);
            case ReturnCancelled cancelled -> ReturnRules.evolve(existing(order), cancelled);
            case ReturnReceived received -> ReturnRules.evolve(existing(order), received);
        };
    }

    private static Existing placed(OrderPlaced placed) {
        return new Existing(
                Lifecycle.PLACED,
                placed.order(),
                MoneyPolicy.of(placed.policy()),
                placed.party().shipping(),
                null,
                worth(placed.shippingCharges(), placed.policy()),
                Lines.of(placed.lines().stream()
                        .map(line -> Line.ordered(
                                line.lineId(), line.sku(), line.requiresShipping(), line.quantity(), line.amounts()))
                        .toList()),
                placed.totals(),
                Order.Parts.NONE);
    }

    /** What shipping costs with its tax. */
    static long worth(List<OrderPlaced.ShippingCharge> charges, OrderPlaced.Policy policy) {
        return charges.stream()
                .map(charge -> Math.addExact(
                        Math.subtractExact(charge.price(), charge.discount()),
                        policy.pricesIncludeTax() ? 0 : charge.taxes().stream().reduce(0L, Math::addExact)))
                .reduce(0L, Math::addExact);
    }

    private static Existing existing(Order order) {
        return switch (order) {
            case Existing existing -> existing;
            case NotPlaced nothing ->
                throw new IllegalStateException("the stream does not begin with placing or importing");
        };
    }
}
