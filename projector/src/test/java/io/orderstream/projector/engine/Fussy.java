package io.orderstream.projector.engine;

import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A read model that cannot take confirmations of some orders, until it is told to. */
final class Fussy implements Projection<Fussy.FussyDocument> {

    final Set<String> disliked = ConcurrentHashMap.newKeySet();

    /** How often it was asked to take one that it could not. */
    final AtomicInteger attempts = new AtomicInteger();

    record FussyDocument(String id, long position, List<Long> revisions) implements ReadModelDocument {}

    @Override
    public String name() {
        return "fussy";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean perOrder() {
        return true;
    }

    @Override
    public Class<FussyDocument> documentType() {
        return FussyDocument.class;
    }

    @Override
    public List<String> keys(StoredEvent event) {
        return List.of(event.orderId());
    }

    @Override
    public FussyDocument fold(String key, @Nullable FussyDocument current, StoredEvent event) {
        if (event.revision() == 1 && disliked.contains(key)) {
            attempts.incrementAndGet();
            throw new IllegalStateException("no taste for " + key);
        }
        List<Long> revisions = new ArrayList<>(current == null ? List.of() : current.revisions());
        revisions.add(event.revision());
        return new FussyDocument(key, event.position(), revisions);
    }
}
