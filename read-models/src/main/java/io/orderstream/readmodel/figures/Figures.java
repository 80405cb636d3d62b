package io.orderstream.readmodel.figures;

import static java.lang.Math.addExact;
import static java.lang.Math.negateExact;
import static java.lang.Math.subtractExact;

import io.orderstream.events.stored.FulfillmentAllocated;
import io.orderstream.events.stored.FulfillmentCancelled;
import io.orderstream.events.stored.FulfillmentDelivered;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.HoldReleased;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.NoteAdded;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderCompleted;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderImported.ImportedLine;
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
import io.orderstream.events.stored.ReturnReceived.Fee;
import io.orderstream.events.stored.ReturnReceived.ReceivedItem;
import io.orderstream.events.stored.ReturnRequested;
import io.orderstream.events.stored.ShippingAddressChanged;
import io.orderstream.events.stored.Totals;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What orders in one currency amount to. Amounts are minor units.
 *
 * <p>The first seven say what was ordered, as it was when the orders were placed; nothing that happens later changes
 * them. All others say what happened since. Of an order that another system began, the first seven are what that system
 * states with what was cancelled there added again; its {@code grand} is the stated one even where the parts make another. Figures add up: those of several orders, or of several events of one order,
 * are the sum of each. A sum that does not fit is an {@link ArithmeticException}.
 *
 * <p>Of an order whose cancellation was recorded in version 1, which did not say what the order amounted to, only what the
 * lines were worth is taken off again: shipping, fees and credits stay, and {@link #net} of that order is not zero.
 *
 * @param orders how many orders were placed
 * @param units how many units they had
 * @param gross what the lines were worth before discounts and without tax
 * @param discounts all discounts
 * @param shipping the price of shipping without tax
 * @param tax all taxes
 * @param grand what the customers were to pay: {@code gross - discounts + shipping + tax}
 * @param cancelledOrders how many of the orders were cancelled as a whole
 * @param cancelledUnits how many units were taken off, one by one or with the whole order
 * @param cancelled what {@code grand} and {@code fees} fell by through that, tax and shipping included
 * @param returnedUnits how many units came back
 * @param fees what customers were charged for returns
 * @param credited what was credited for returns and granted otherwise, less what was taken back
 * @param captured what customers paid
 * @param refunded what they were paid back
 * @param pendingRefunds what is being paid back and has neither succeeded nor failed
 */
public record Figures(
        long orders,
        long units,
        long gross,
        long discounts,
        long shipping,
        long tax,
        long grand,
        long cancelledOrders,
        long cancelledUnits,
        long cancelled,
        long returnedUnits,
        long fees,
        long credited,
        long captured,
        long refunded,
        long pendingRefunds) {

    /** Nothing. */
    public static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** What is left of the orders: {@code grand - cancelled + fees - credited}. */
    public long net() {
        return subtractExact(addExact(subtractExact(grand, cancelled), fees), credited);
    }

    /** What is open: above zero customers owe it, below zero it is owed to them. */
    public long balance() {
        return subtractExact(net(), subtractExact(captured, refunded));
    }

    /** Both together. */
    public Figures plus(Figures other) {
        return new Figures(
                addExact(orders, other.orders),
                addExact(units, other.units),
                addExact(gross, other.gross),
                addExact(discounts, other.discounts),
                addExact(shipping, other.shipping),
                addExact(tax, other.tax),
                addExact(grand, other.grand),
                addExact(cancelledOrders, other.cancelledOrders),
                addExact(cancelledUnits, other.cancelledUnits),
                addExact(cancelled, other.cancelled),
                addExact(returnedUnits, other.returnedUnits),
                addExact(fees, other.fees),
                addExact(credited, other.credited),
                addExact(captured, other.captured),
                addExact(refunded, other.refunded),
                addExact(pendingRefunds, other.pendingRefunds));
    }

    /** What the event adds to the figures of its order; {@link #NONE} if it changes none of them. */
    public static Figures of(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> placed(placed);
            case OrderImported imported -> imported(imported);
            case LinesCancelled cancelled -> cancelled(0, cancelled.lines(), worth(cancelled.lines()), 0);
            case OrderCancelled cancelled -> cancelled(cancelled);
            case ReturnReceived received -> returned(received);
            case PaymentCaptured captured -> money(0, captured.amount(), 0, 0);
            case RefundRequested requested ->
                money(granted(requested.kind(), requested.amount()), 0, 0, requested.amount());
            case RefundSucceeded succeeded -> money(0, 0, succeeded.amount(), negateExact(succeeded.amount()));
            case RefundFailed failed ->
                money(negateExact(granted(failed.kind(), failed.amount())), 0, 0, negateExact(failed.amount()));
            case OrderConfirmed none -> NONE;
            case OrderCompleted none -> NONE;
            case HoldPlaced none -> NONE;
            case HoldReleased none -> NONE;
            case ShippingAddressChanged none -> NONE;
            case NoteAdded none -> NONE;
            case PaymentAuthorized none -> NONE;
            case PaymentVoided none -> NONE;
            case FulfillmentAllocated none -> NONE;
            case FulfillmentCancelled none -> NONE;
            case FulfillmentShipped none -> NONE;
            case FulfillmentDelivered none -> NONE;
            case ReturnRequested none -> NONE;
            case ReturnApproved none -> NONE;
            case ReturnDeclined none -> NONE;
            case ReturnCancelled none -> NONE;
        };
    }

    private static Figures placed(OrderPlaced placed) {
        return new Figures(
                1,
                sum(placed.lines(), OrderPlaced.Line::quantity),
                placed.totals().subtotal(),
                placed.totals().discount(),
                placed.totals().shipping(),
                placed.totals().tax(),
                placed.totals().grand(),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0);
    }

    /** As placed is what the other system states, with what was cancelled there still in it. */
    private static Figures imported(OrderImported imported) {
        Totals totals = imported.totals();
        List<ImportedLine> lines = imported.lines();
        long discount = sum(lines, line -> line.cancelled().discount());
        long tax = sum(lines, line -> line.cancelled().tax());
        long cancelled = sum(lines, line -> line.cancelled().worth());
        return new Figures(
                1,
                sum(lines, line -> line.ordered().quantity()),
                addExact(totals.subtotal(), addExact(subtractExact(cancelled, tax), discount)),
                addExact(totals.discount(), discount),
                totals.shipping(),
                addExact(totals.tax(), tax),
                addExact(subtractExact(totals.grand(), totals.fees()), cancelled),
                imported.lifecycle().equals("CANCELLED") ? 1 : 0,
                sum(lines, line -> line.quantities().cancelled()),
                cancelled,
                sum(lines, line -> line.quantities().received()),
                totals.fees(),
                totals.credits(),
                totals.captured(),
                totals.refunded(),
                totals.pendingRefunds());
    }

    /** Version 1 of the event did not say what the order amounted to: only what its lines were worth is known then. */
    private static Figures cancelled(OrderCancelled cancelled) {
        Totals before = cancelled.before();
        return before == null
                ? cancelled(1, cancelled.lines(), worth(cancelled.lines()), 0)
                : cancelled(1, cancelled.lines(), before.grand(), negateExact(before.credits()));
    }

    private static long worth(List<CancelledLine> lines) {
        return sum(lines, line -> line.amounts().worth());
    }

    private static Figures cancelled(long orders, List<CancelledLine> lines, long amount, long credited) {
        return new Figures(
                0, 0, 0, 0, 0, 0, 0, orders, sum(lines, CancelledLine::quantity), amount, 0, 0, credited, 0, 0, 0);
    }

    private static Figures returned(ReturnReceived received) {
        long units = sum(received.items(), ReceivedItem::quantity);
        long fees = sum(received.fees(), Fee::amount);
        return new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, units, fees, received.credit(), 0, 0, 0);
    }

    private static Figures money(long credited, long captured, long refunded, long pendingRefunds) {
        return new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, credited, captured, refunded, pendingRefunds);
    }

    private static long granted(String kind, long amount) {
        return kind.equals("GRANT") ? amount : 0;
    }

    private static <T> long sum(List<T> parts, ToLongFunction<T> part) {
        long sum = 0;
        for (T each : parts) {
            sum = addExact(sum, part.applyAsLong(each));
        }
        return sum;
    }
}
