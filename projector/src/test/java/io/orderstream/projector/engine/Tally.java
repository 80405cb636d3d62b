package io.orderstream.projector.engine;

import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A read model that shows what was done to it: many orders share a document, which counts its events and holds a trail that
 * differs if one is missing, folded twice or out of order.
 */
final class Tally implements Projection<Tally.TallyDocument> {

    private static final int GROUPS = 7;

    /** The documents that it cannot fold anything into, until it is told to. */
    final Set<String> disliked = ConcurrentHashMap.newKeySet();

    private final String name;

    Tally(String name) {
        this.name = name;
    }

    record TallyDocument(String id, long position, long events, long trail) implements ReadModelDocument {}

    static String group(String orderId) {
        return "group-" + Math.floorMod(orderId.hashCode(), GROUPS);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<TallyDocument> documentType() {
        return TallyDocument.class;
    }

    @Override
    public List<String> keys(StoredEvent event) {
        return List.of("all", group(event.orderId()));
    }

    @Override
    public TallyDocument fold(String key, @Nullable TallyDocument current, StoredEvent event) {
        if (disliked.contains(key)) {
            throw new IllegalStateException("no taste for " + key);
        }
        long step = 31L * event.orderId().hashCode() + event.revision();
        return current == null
                ? new TallyDocument(key, event.position(), 1, step)
                : new TallyDocument(key, event.position(), current.events() + 1, 1_000_003 * current.trail() + step);
    }
}
