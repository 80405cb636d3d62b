package io.orderstream.readmodel.history;

import io.orderstream.events.Money;
import io.orderstream.events.stored.FulfillmentAllocated;
import io.orderstream.events.stored.FulfillmentCancelled;
import io.orderstream.events.stored.FulfillmentDelivered;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.HoldReleased;
import io.orderstream.events.stored.LineQuantity;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.NoteAdded;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
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
import io.orderstream.events.stored.ReturnReceived.ReceivedItem;
import io.orderstream.events.stored.ReturnRequested;
import io.orderstream.events.stored.ReturnRequested.ReturnedItem;
import io.orderstream.events.stored.ShippingAddressChanged;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** What an event did, in a few words; free text and personal data are not among them. */
final class Summary {

    private Summary() {}

    static String of(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed ->
                "placed: " + units(placed.lines(), OrderPlaced.Line::quantity) + " for "
                        + money(placed.totals().grand(), placed);
            case OrderImported imported ->
                "imported from " + imported.source() + ": "
                        + units(imported.lines(), line -> line.ordered().quantity()) + " for "
                        + money(imported.totals().grand(), imported);
            case OrderConfirmed confirmed -> "confirmed";
            case OrderCompleted completed -> "completed";
            case OrderCancelled cancelled ->
                "cancelled: "
                        + (cancelled.before() == null
                                ? units(cancelled.lines(), CancelledLine::quantity)
                                : money(cancelled.before().grand(), cancelled))
                        + " taken off";
            case LinesCancelled cancelled ->
                units(cancelled.lines(), CancelledLine::quantity) + " taken off, "
                        + money(
                                cancelled.lines().stream()
                                        .mapToLong(line -> line.amounts().worth())
                                        .sum(),
                                cancelled);
            case HoldPlaced placed -> words(placed.type()) + " hold placed";
            case HoldReleased released -> "hold released";
            case ShippingAddressChanged changed -> "shipping address changed";
            case NoteAdded note -> words(note.visibility()) + " note added";
            case PaymentAuthorized authorized -> "payment of " + money(authorized.amount(), authorized) + " authorized";
            case PaymentCaptured captured -> money(captured.amount(), captured) + " captured";
            case PaymentVoided voided -> "payment voided, " + money(voided.amount(), voided) + " released";
            case RefundRequested requested ->
                words(requested.kind()) + " refund of " + money(requested.amount(), requested) + " requested";
            case RefundSucceeded succeeded -> "refund of " + money(succeeded.amount(), succeeded) + " succeeded";
            case RefundFailed failed -> "refund of " + money(failed.amount(), failed) + " failed";
            case FulfillmentAllocated allocated -> items(allocated.items()) + " allocated";
            case FulfillmentCancelled cancelled -> "fulfillment cancelled, " + items(cancelled.items()) + " free again";
            case FulfillmentShipped shipped -> items(shipped.items()) + " shipped";
            case FulfillmentDelivered delivered -> items(delivered.items()) + " delivered";
            case ReturnRequested requested ->
                "return of " + units(requested.items(), ReturnedItem::quantity) + " requested";
            case ReturnApproved approved -> "return approved";
            case ReturnDeclined declined -> "return of " + items(declined.items()) + " declined";
            case ReturnCancelled cancelled -> "return of " + items(cancelled.items()) + " cancelled";
            case ReturnReceived received ->
                units(received.items(), ReceivedItem::quantity) + " received, " + money(received.credit(), received)
                        + " credited";
        };
    }

    private static String items(List<LineQuantity> items) {
        return units(items, LineQuantity::quantity);
    }

    private static <T> String units(List<T> items, ToLongFunction<T> quantity) {
        long units = items.stream().mapToLong(quantity).sum();
        return units == 1 ? "1 unit" : units + " units";
    }

    private static String money(long minor, OrderEvent event) {
        return new Money(minor, event.order().currency()).toString();
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
