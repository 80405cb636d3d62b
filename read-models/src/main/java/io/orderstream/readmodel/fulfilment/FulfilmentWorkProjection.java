package io.orderstream.readmodel.fulfilment;

import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.OutOfSequenceException;
import io.orderstream.readmodel.Projection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One document an order, which says what is still to be done with its units. */
public final class FulfilmentWorkProjection implements Projection<FulfilmentWorkDocument> {

    /** The indexes of the collection by their fields: orders that are worked on are few of all there ever were. */
    public static final List<List<String>> INDEXES = List.of(List.of("open", "placedAt"));

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
    public boolean perOrder() {
        return true;
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
        boolean begins = event.event() instanceof OrderPlaced || event.event() instanceof OrderImported;
        if (begins != (current == null)) {
            throw new OutOfSequenceException(current == null ? -1 : event.revision() - 1, event);
        }
        return current == null ? begun(event) : FulfilmentWork.of(current).after(event.event());
    }

    private static FulfilmentWork begun(StoredEvent event) {
        return event.event() instanceof OrderImported imported
                ? FulfilmentWork.of(imported)
                : FulfilmentWork.of((OrderPlaced) event.event());
    }
}
