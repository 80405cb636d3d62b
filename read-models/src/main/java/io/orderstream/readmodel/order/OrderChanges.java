package io.orderstream.readmodel.order;

import io.orderstream.events.stored.CreditedLine;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.HoldReleased;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.NoteAdded;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.PaymentAuthorized;
import io.orderstream.events.stored.PaymentCaptured;
import io.orderstream.events.stored.PaymentVoided;
import io.orderstream.events.stored.RefundAllocation;
import io.orderstream.events.stored.RefundFailed;
import io.orderstream.events.stored.RefundRequested;
import io.orderstream.events.stored.RefundSucceeded;
import io.orderstream.events.stored.ShippingAddressChanged;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.OutOfSequenceException;
import java.time.Instant;
import java.util.List;

/** What each event changes in the document of an order that exists. */
final class OrderChanges {

    private static final OrderDocumentMapper MAPPER = OrderDocumentMapper.INSTANCE;

    private OrderChanges() {}

    static OrderDraft apply(StoredEvent stored, OrderDraft order) {
        Instant at = stored.metadata().occurredAt();
        return switch (stored.event()) {
            case OrderPlaced again -> throw new OutOfSequenceException(stored.revision() - 1, stored);
            case OrderConfirmed confirmed -> order.lifecycle("CONFIRMED");
            case OrderCancelled cancelled ->
                cancel(order, cancelled.lines())
                        .lifecycle("CANCELLED")
                        .cancelReason(cancelled.reason())
                        .totals(MAPPER.totals(cancelled.totals()));
            case LinesCancelled cancelled -> cancel(order, cancelled.lines()).totals(MAPPER.totals(cancelled.totals()));
            case ShippingAddressChanged changed -> order.shippingAddress(MAPPER.address(changed.address()));
            case NoteAdded note ->
                order.note(MAPPER.note(note, stored.metadata().actor().id(), at));
            case HoldPlaced placed -> order.hold(MAPPER.hold(placed, at));
            case HoldReleased released -> order.hold(released.holdId(), hold -> hold.released(at));
            case PaymentAuthorized authorized -> order.payment(MAPPER.payment(authorized, at));
            case PaymentCaptured captured ->
                order.payment(captured.paymentId(), payment -> payment.capture(MAPPER.capture(captured, at)))
                        .totals(MAPPER.totals(captured.totals()));
            case PaymentVoided voided ->
                order.payment(voided.paymentId(), payment -> payment.voided(voided.amount(), at));
            case RefundRequested requested -> {
                refund(order.refund(MAPPER.refund(requested, at)), requested.allocations(), 1, 0);
                credit(order, requested.lines(), 1);
                yield order.totals(MAPPER.totals(requested.totals()));
            }
            case RefundSucceeded succeeded ->
                refund(order, succeeded.allocations(), -1, 1)
                        .refund(succeeded.refundId(), refund -> refund.decided("SUCCEEDED", at, null))
                        .totals(MAPPER.totals(succeeded.totals()));
            case RefundFailed failed -> {
                refund(order, failed.allocations(), -1, 0)
                        .refund(failed.refundId(), refund -> refund.decided("FAILED", at, failed.reason()));
                credit(order, failed.lines(), -1);
                yield order.totals(MAPPER.totals(failed.totals()));
            }
        };
    }

    private static OrderDraft refund(OrderDraft order, List<RefundAllocation> allocations, int underWay, int paidBack) {
        for (RefundAllocation allocation : allocations) {
            long amount = allocation.amount();
            order.payment(allocation.paymentId(), payment -> payment.refund(underWay * amount, paidBack * amount));
        }
        return order;
    }

    private static void credit(OrderDraft order, List<CreditedLine> lines, int sign) {
        for (CreditedLine line : lines) {
            order.quantities(line.lineId(), quantities -> quantities.credit(sign * line.quantity()));
        }
    }

    private static OrderDraft cancel(OrderDraft order, List<CancelledLine> lines) {
        for (CancelledLine line : lines) {
            order.quantities(line.lineId(), quantities -> quantities.cancel(line.quantity()));
        }
        return order;
    }
}
