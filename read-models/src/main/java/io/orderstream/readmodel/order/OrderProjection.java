package io.orderstream.readmodel.order;

import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.OutOfSequenceException;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.order.OrderDocument.Line;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One document an order. It takes every event of an order in the order of its stream; a missing one is an
 * {@link OutOfSequenceException}.
 */
public final class OrderProjection implements Projection<OrderDocument> {

    private static final OrderDocumentMapper MAPPER = OrderDocumentMapper.INSTANCE;

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<OrderDocument> documentType() {
        return OrderDocument.class;
    }

    @Override
    public List<String> keys(StoredEvent event) {
        return List.of(event.orderId());
    }

    @Override
    public OrderDocument fold(String key, @Nullable OrderDocument current, StoredEvent event) {
        long folded = current == null ? -1 : current.revision();
        if (event.revision() != folded + 1) {
            throw new OutOfSequenceException(folded, event);
        }
        return switch (event.event()) {
            case OrderPlaced placed ->
                OrderDraft.of(MAPPER.placed(event, placed)).after(event);
            case OrderConfirmed confirmed ->
                draft(current, event).lifecycle("CONFIRMED").after(event);
            case OrderCancelled cancelled ->
                draft(current, event)
                        .lifecycle("CANCELLED")
                        .cancelReason(cancelled.reason())
                        .lines(cancel(current, cancelled))
                        .totals(MAPPER.totals(cancelled.totals()))
                        .after(event);
        };
    }

    private static OrderDraft draft(@Nullable OrderDocument current, StoredEvent event) {
        if (current == null) {
            throw new OutOfSequenceException(-1, event);
        }
        return OrderDraft.of(current);
    }

    private static List<Line> cancel(OrderDocument current, OrderCancelled cancelled) {
        Map<String, Long> quantities =
                cancelled.lines().stream().collect(Collectors.toMap(CancelledLine::lineId, CancelledLine::quantity));
        return current.lines().stream()
                .map(line -> line.withQuantities(line.quantities().cancel(quantities.getOrDefault(line.lineId(), 0L))))
                .toList();
    }
}
