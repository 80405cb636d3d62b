package io.orderstream.readmodel.order;

import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.OutOfSequenceException;
import io.orderstream.readmodel.Projection;
import java.util.List;
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
        return 3;
    }

    @Override
    public Class<OrderDocument> documentType() {
        return OrderDocument.class;
    }

    @Override
    public boolean perOrder() {
        return true;
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
        return (current == null ? begin(event) : OrderChanges.apply(event, OrderDraft.of(current))).after(event);
    }

    private static OrderDraft begin(StoredEvent event) {
        if (event.event() instanceof OrderPlaced placed) {
            return OrderDraft.of(MAPPER.placed(event, placed)).began();
        }
        if (event.event() instanceof OrderImported imported) {
            return OrderDraft.of(MAPPER.imported(event, imported))
                    .began()
                    .reached(Milestone.IMPORTED, event.metadata().occurredAt());
        }
        throw new OutOfSequenceException(-1, event);
    }
}
