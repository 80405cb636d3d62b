package io.orderstream.readmodel;

import io.orderstream.events.stored.Actor;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A log of events, and what projections make of it. */
public final class TestLog {

    private final EventCodec codec = new EventCodec();
    private final List<StoredEvent> events = new ArrayList<>();
    private final Map<String, Long> revisions = new HashMap<>();

    public void record(String orderId, OrderEvent event, Instant occurredAt) {
        long revision = revisions.merge(orderId, 0L, (before, first) -> before + 1);
        long position = 100L + events.size();
        EventMetadata metadata = new EventMetadata(
                new UUID(0, position),
                "hash",
                "correlation",
                "causation",
                new Actor(Actor.Type.USER, "ada"),
                codec.schemaVersion(event),
                occurredAt,
                null);
        events.add(new StoredEvent(orderId, revision, position, metadata, event));
    }

    public List<StoredEvent> events() {
        return List.copyOf(events);
    }

    /** All documents, folded from the beginning. */
    public <D extends ReadModelDocument> Map<String, D> fold(Projection<D> projection) {
        return fold(projection, "");
    }

    /** All documents, with something behind the key of each, as an engine that splits documents adds it. */
    public <D extends ReadModelDocument> Map<String, D> fold(Projection<D> projection, String suffix) {
        Map<String, D> documents = new TreeMap<>();
        for (StoredEvent event : events) {
            for (String key : projection.keys(event)) {
                documents.compute(key + suffix, (id, current) -> projection.fold(id, current, event));
            }
        }
        return documents;
    }
}
