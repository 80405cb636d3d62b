package io.orderstream.projector.engine;

import io.orderstream.projector.engine.Checkpoints.Progress;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.Projection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Brings rebuilds to their end: begins those that new code needs, switches what has caught up, deletes what was released. */
@Component
final class Rebuilds {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);

    /** How many times as long as counting took nobody counts again. */
    private static final int COUNTING_LEAVES = 20;

    private final MongoOperations mongo;
    private final RunnerTools tools;
    private final Workload workload;
    private final Lags lags;
    private final Map<String, Long> dueAt = new HashMap<>();
    private final Catalog catalog;
    private final Checkpoints checkpoints;
    private final Parking parking;
    private final Leases leases;

    Rebuilds(RunnerTools tools, Workload workload, Lags lags) {
        this.mongo = tools.mongo();
        this.tools = tools;
        this.workload = workload;
        this.lags = lags;
        this.catalog = new Catalog(mongo);
        this.checkpoints = new Checkpoints(mongo);
        this.parking = new Parking(mongo);
        this.leases = new Leases(mongo);
    }

    /**
     * All entries, with one for each projection of this code; one whose version is new is being rebuilt, unless something is in
     * its way.
     */
    List<ProjectionEntry> entries() {
        List<ProjectionEntry> entries = catalog.all();
        boolean changed = false;
        for (ReadModelDefinition<?> definition : workload.definitions()) {
            changed |= enter(definition.projection(), entries);
        }
        return changed ? catalog.all() : entries;
    }

    private boolean enter(Projection<?> projection, List<ProjectionEntry> entries) {
        ProjectionEntry entry = entries.stream()
                .filter(known -> known.id().equals(projection.name()))
                .findFirst()
                .orElse(null);
        int shards = tools.properties().shards();
        if (entry == null) {
            catalog.add(ProjectionEntry.of(projection.name(), Generation.first(projection, shards)));
            return true;
        }
        if (entry.lacks(projection.version()) && entry.obstacle(projection.version()) == null) {
            LOG.info("{} is rebuilt for version {}", projection.name(), projection.version());
            return catalog.replace(
                    entry.rebuilding(projection.version(), entry.live().shards()));
        }
        return false;
    }

    /**
     * Does what is due, however long that takes. To be called by one thread at a time.
     *
     * @param owned what this projector works on
     * @param taken takes what is to be deleted from everybody else, and says whether that succeeded
     */
    void advance(List<ProjectionEntry> entries, Collection<String> owned, Predicate<String> taken) {
        for (ProjectionEntry entry : entries) {
            Generation next = entry.next();
            if (next != null && owned.contains(next.checkpoints().getFirst())) {
                switchWhenReady(entry, next);
            }
            for (Generation gone : entry.released()) {
                if (gone.checkpoints().stream().allMatch(taken)) {
                    delete(entry, gone);
                }
            }
        }
    }

    private void switchWhenReady(ProjectionEntry entry, Generation next) {
        OptionalLong head = lags.head();
        Map<String, Progress> progress = checkpoints.all();
        long reached = position(next, progress);
        long live = position(entry.live(), progress);
        if (head.isEmpty() || reached < Math.max(live, head.getAsLong()) || !isDue(next)) {
            return;
        }
        long began = System.nanoTime();
        String problem = difference(entry, next, live < head.getAsLong());
        long now = System.nanoTime();
        dueAt.put(next.collection(), now + COUNTING_LEAVES * (now - began));
        if (problem == null) {
            if (catalog.replace(entry.switched(tools.clock().instant()))) {
                dueAt.remove(next.collection());
                LOG.info("{} is read from {} now", entry.id(), next.collection());
            }
        } else if (!Objects.equals(problem, entry.rebuildProblem())) {
            catalog.replace(entry.withRebuildProblem(problem));
        }
    }

    /** The position that all of its shards have reached. */
    static long position(Generation generation, Map<String, Progress> progress) {
        return generation.checkpoints().stream()
                .mapToLong(id -> progress.getOrDefault(id, Progress.NONE).position())
                .min()
                .orElseThrow();
    }

    /** Counting takes its time on large collections, and may be in vain; so most of the time is left to others. */
    private boolean isDue(Generation generation) {
        Long notBefore = dueAt.get(generation.collection());
        return notBefore == null || System.nanoTime() - notBefore >= 0;
    }

    /**
     * What is different after a rebuild; null if nothing is. The live one may grow meanwhile. If it is behind, as when nobody
     * whose code knows its version works on it, it may have fewer documents.
     */
    private @Nullable String difference(ProjectionEntry entry, Generation next, boolean liveIsBehind) {
        long parked = parking.count(next.checkpoints());
        if (parked > 0) {
            return parked + " documents are parked in " + next.collection();
        }
        boolean perOrder = workload.definitions().stream()
                .map(ReadModelDefinition::projection)
                .anyMatch(projection -> projection.name().equals(entry.id()) && projection.perOrder());
        long atLeast = count(entry.live(), perOrder);
        long rebuilt = count(next, perOrder);
        long atMost = count(entry.live(), perOrder);
        return rebuilt >= atLeast && (rebuilt <= atMost || liveIsBehind)
                ? null
                : "%s has %d documents, %s has %d"
                        .formatted(entry.live().collection(), atMost, next.collection(), rebuilt);
    }

    /** How many documents it would have with a single shard. */
    private long count(Generation generation, boolean perOrder) {
        var documents = mongo.getCollection(generation.collection());
        if (perOrder || generation.shards() == 1) {
            return documents.countDocuments();
        }
        List<Part> parts = Part.of(generation);
        long count = 0;
        String before = null;
        for (Document document :
                documents.find().projection(new Document("_id", 1)).sort(new Document("_id", 1))) {
            String key = parts.getFirst().shard().keyOf(document.getString("_id"));
            if (!key.equals(before)) {
                count++;
            }
            before = key;
        }
        return count;
    }

    private void delete(ProjectionEntry entry, Generation gone) {
        List<String> parts = new ArrayList<>(gone.checkpoints());
        mongo.dropCollection(gone.collection());
        checkpoints.remove(parts);
        parking.remove(parts);
        leases.remove(parts);
        catalog.change(entry.id(), now -> now.deleted(gone));
        LOG.info("{} is deleted", gone.collection());
    }
}
