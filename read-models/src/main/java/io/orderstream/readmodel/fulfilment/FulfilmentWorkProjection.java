package io.orderstream.readmodel.fulfilment;

import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.OutOfSequenceException;
import io.orderstream.readmodel.Projection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One document an order, which says what is still to be done with its units. */
public final class FulfilmentWorkProjection implements Projection<FulfilmentWorkDocument> {

    @Override
    public String name() {
        return "fulfilment_work";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<FulfilmentWorkDocument> documentType() {
        return FulfilmentWorkDocument.class;
    }

    @Override
    public List<String> keys(StoredEvent event) {
        return FulfilmentWork.isChangedBy(event.event()) ? List.of(event.orderId()) : List.of();
    }

    @Override
    public FulfilmentWorkDocument fold(String key, @Nullable FulfilmentWorkDocument current, StoredEvent event) {
        return work(current, event)
                .document(key, event.position(), event.event().order().placedAt());
    }

    private static FulfilmentWork work(@Nullable FulfilmentWorkDocument current, StoredEvent event) {
        if (event.event() instanceof OrderPlaced placed && current == null) {
            return FulfilmentWork.of(placed);
        }
        if (current == null || event.event() instanceof OrderPlaced) {
            throw new OutOfSequenceException(current == null ? -1 : event.revision() - 1, event);
        }
        return FulfilmentWork.of(current).after(event.event());
    }
}
