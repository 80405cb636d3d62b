package io.orderstream.projector.engine;

import io.orderstream.events.stored.StoredEvent;
import io.orderstream.projector.engine.ReadModelStore.Change;
import io.orderstream.projector.subscription.EventConsumer;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.IndexDefinition;

/**
 * Folds events into the documents of one read model: loads the documents a batch touches once, folds in memory, writes
 * once, and then moves the checkpoint.
 *
 * <p>It is effectively once without transactions. An event is folded only into a document whose watermark is below it,
 * and a document is written only if it is still the one that was loaded; so a batch that is handed in again, or that
 * another projector works on too, changes nothing twice, and whoever loses a race folds anew from what the winner
 * wrote.
 *
 * @param <D> the documents of the read model
 */
public final class ProjectionRunner<D extends ReadModelDocument> implements EventConsumer {

    /** Each lost race means that another projector made progress, so a few are enough. */
    private static final int MAX_RACES = 10;

    private final Projection<D> projection;
    private final List<IndexDefinition> indexes;
    private final ReadModelStore<D> store;

    /**
     * A runner that creates the indexes when it starts.
     *
     * @param indexes of the read model's collection
     */
    public ProjectionRunner(Projection<D> projection, List<IndexDefinition> indexes, MongoOperations mongo) {
        this.projection = projection;
        this.indexes = List.copyOf(indexes);
        this.store = new ReadModelStore<>(mongo, projection);
    }

    @Override
    public String name() {
        return projection.name();
    }

    @Override
    public long start() {
        store.createIndexes(indexes);
        return store.checkpoint();
    }

    @Override
    public void accept(List<StoredEvent> events, long position) {
        Map<String, List<StoredEvent>> byKey = new LinkedHashMap<>();
        for (StoredEvent event : events) {
            for (String key : projection.keys(event)) {
                byKey.computeIfAbsent(key, none -> new ArrayList<>()).add(event);
            }
        }
        for (int races = 0; !fold(byKey); races++) {
            if (races == MAX_RACES) {
                throw new IllegalStateException("lost " + MAX_RACES + " races for the documents of one batch");
            }
        }
        store.moveCheckpoint(position);
    }

    private boolean fold(Map<String, List<StoredEvent>> byKey) {
        if (byKey.isEmpty()) {
            return true;
        }
        Map<String, D> loaded = store.load(byKey.keySet());
        List<Change<D>> changes = new ArrayList<>();
        byKey.forEach((key, events) -> {
            @Nullable D before = loaded.get(key);
            @Nullable D after = fold(key, before, events);
            if (after != null && after != before) {
                changes.add(new Change<>(before, after));
            }
        });
        return changes.isEmpty() || store.write(changes);
    }

    private @Nullable D fold(String key, @Nullable D before, List<StoredEvent> events) {
        @Nullable D document = before;
        for (StoredEvent event : events) {
            if (document == null || document.position() < event.position()) {
                document = projection.fold(key, document, event);
            }
        }
        return document;
    }
}
