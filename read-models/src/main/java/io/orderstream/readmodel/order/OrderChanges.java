package io.orderstream.readmodel.order;

import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.HoldReleased;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.NoteAdded;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderPlaced;
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
        };
    }

    private static OrderDraft cancel(OrderDraft order, List<CancelledLine> lines) {
        for (CancelledLine line : lines) {
            order.quantities(line.lineId(), quantities -> quantities.cancel(line.quantity()));
        }
        return order;
    }
}
