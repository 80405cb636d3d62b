package io.orderstream.readmodel.order;

import io.orderstream.events.stored.CreditedLine;
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
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.PaymentAuthorized;
import io.orderstream.events.stored.PaymentCaptured;
import io.orderstream.events.stored.PaymentVoided;
import io.orderstream.events.stored.RefundAllocation;
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
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.OutOfSequenceException;
import io.orderstream.readmodel.order.OrderDocument.Fulfillment;
import io.orderstream.readmodel.order.OrderDocument.FulfillmentItem;
import io.orderstream.readmodel.order.OrderDocument.Quantities;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** What each event changes in the document of an order that exists. */
final class OrderChanges {

    private static final OrderDocumentMapper MAPPER = OrderDocumentMapper.INSTANCE;

    private OrderChanges() {}

    static OrderDraft apply(StoredEvent stored, OrderDraft order) {
        Instant at = stored.metadata().occurredAt();
        return switch (stored.event()) {
            case OrderImported again -> throw new OutOfSequenceException(stored.revision() - 1, stored);
            case OrderPlaced again -> throw new OutOfSequenceException(stored.revision() - 1, stored);
            case OrderConfirmed confirmed -> order.lifecycle("CONFIRMED").reached(Milestone.CONFIRMED, at);
            case OrderCancelled cancelled ->
                cancel(order, cancelled.lines())
                        .lifecycle("CANCELLED")
                        .reached(Milestone.CANCELLED, at)
                        .cancelReason(cancelled.reason())
                        .totals(MAPPER.totals(cancelled.totals()));
            case LinesCancelled cancelled -> cancel(order, cancelled.lines()).totals(MAPPER.totals(cancelled.totals()));
            case ShippingAddressChanged changed -> order.shippingAddress(MAPPER.address(changed.address()));
            case NoteAdded note ->
                order.note(MAPPER.note(note, stored.metadata().actor().id(), at));
            case HoldPlaced placed -> order.hold(MAPPER.hold(placed, at));
            case HoldReleased released -> order.hold(released.holdId(), hold -> hold.released(at));
            case OrderCompleted completed -> order.completed(completed.completedAt(), completed.returnsUntil());
            case FulfillmentAllocated allocated ->
                quantities(order, allocated.items(), Quantities::allocate)
                        .fulfillment(MAPPER.fulfillment(allocated, at));
            case FulfillmentShipped shipped ->
                quantities(order, shipped.items(), Quantities::ship)
                        .reached(Milestone.SHIPPED, at)
                        .fulfillment(
                                shipped.fulfillmentId(),
                                fulfillment -> fulfillment.shipped(
                                        items(fulfillment, shipped.items(), FulfillmentItem::ship),
                                        shipped.parcels().stream()
                                                .map(parcel -> MAPPER.parcel(parcel, at))
                                                .toList(),
                                        at));
            case FulfillmentDelivered delivered ->
                quantities(order, delivered.items(), Quantities::deliver)
                        .fulfillment(
                                delivered.fulfillmentId(),
                                fulfillment -> fulfillment.delivered(
                                        items(fulfillment, delivered.items(), FulfillmentItem::deliver),
                                        delivered.at()));
            case FulfillmentCancelled cancelled ->
                quantities(order, cancelled.items(), (line, units) -> line.allocate(-units))
                        .fulfillment(cancelled.fulfillmentId(), fulfillment -> fulfillment.cancelled(at));
            case ReturnRequested requested -> {
                for (ReturnedItem item : requested.items()) {
                    order.quantities(item.lineId(), line -> line.requestReturn(item.quantity()));
                }
                yield order.returned(MAPPER.returned(requested, at));
            }
            case ReturnApproved approved -> order.returned(approved.returnId(), known -> known.with("APPROVED", at));
            case ReturnDeclined declined ->
                quantities(order, declined.items(), (line, units) -> line.requestReturn(-units))
                        .returned(declined.returnId(), known -> known.with("DECLINED", at));
            case ReturnCancelled cancelled ->
                quantities(order, cancelled.items(), (line, units) -> line.requestReturn(-units))
                        .returned(cancelled.returnId(), known -> known.with("CANCELLED", at));
            case ReturnReceived received -> receive(order, received, at);
            case PaymentAuthorized authorized -> order.payment(MAPPER.payment(authorized, at));
            case PaymentCaptured captured ->
                order.payment(captured.paymentId(), payment -> payment.capture(MAPPER.capture(captured, at)))
                        .reached(Milestone.CAPTURED, at)
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
                        .reached(Milestone.REFUNDED, at)
                        .totals(MAPPER.totals(succeeded.totals()));
            case RefundFailed failed -> {
                refund(order, failed.allocations(), -1, 0)
                        .refund(failed.refundId(), refund -> refund.decided("FAILED", at, failed.reason()));
                credit(order, failed.lines(), -1);
                yield order.totals(MAPPER.totals(failed.totals()));
            }
        };
    }

    private static OrderDraft quantities(
            OrderDraft order, List<LineQuantity> items, BiFunction<Quantities, Long, Quantities> change) {
        for (LineQuantity item : items) {
            order.quantities(item.lineId(), line -> change.apply(line, item.quantity()));
        }
        return order;
    }

    private static List<FulfillmentItem> items(
            Fulfillment fulfillment,
            List<LineQuantity> moved,
            BiFunction<FulfillmentItem, Long, FulfillmentItem> change) {
        Map<String, Long> quantities =
                moved.stream().collect(Collectors.toMap(LineQuantity::lineId, LineQuantity::quantity));
        return fulfillment.items().stream()
                .map(item -> change.apply(item, quantities.getOrDefault(item.lineId(), 0L)))
                .toList();
    }

    private static OrderDraft receive(OrderDraft order, ReturnReceived received, Instant at) {
        for (ReceivedItem item : received.items()) {
            boolean fit = item.disposition().equals("RESTOCK");
            long units = item.quantity();
            order.quantities(
                    item.lineId(),
                    line -> line.receive(fit ? units : 0, fit ? 0 : units).credit(item.credited()));
        }
        return order.returned(
                        received.returnId(),
                        known -> known.receive(
                                MAPPER.received(received.items()), MAPPER.fees(received.fees()), received.credit(), at))
                .reached(Milestone.RETURNED, at)
                .totals(MAPPER.totals(received.totals()));
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
