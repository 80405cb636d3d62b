package io.orderstream.projector.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.projector.engine.Checkpoints.Progress;
import io.orderstream.projector.engine.DocumentStore.Change;
import io.orderstream.projector.engine.DocumentStore.Written;
import io.orderstream.projector.subscription.EventBatch;
import io.orderstream.projector.subscription.EventConsumer;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds events into the documents of one shard of a read model: loads the documents a batch touches once, folds in memory,
 * writes once, and then moves the checkpoint. Documents are worked on in parallel, the events of one document in order.
 *
 * <p>It is effectively once without transactions. An event is folded only into a document whose watermark is below it,
 * and a document is written only if it is still the one that was loaded; so a batch that is handed in again, or that
 * another projector works on too, changes nothing twice, and whoever loses a race folds anew from what the winner
 * wrote. What is kept in memory is only a guess that the write confirms.
 *
 * @param <D> the documents of the read model
 */
final class ProjectionRunner<D extends ReadModelDocument> implements EventConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRunner.class);

    /** Each lost race means that another projector made progress, so a few are enough. */
    private static final int MAX_RACES = 10;

    private static final int RETRIED_AT_ONCE = 200;
    private static final long RETRIES_LOOKED_AT_AFTER = TimeUnit.MILLISECONDS.toNanos(500);

    private final ReadModelDefinition<D> definition;
    private final Projection<D> projection;
    private final Part part;
    private final long epoch;
    private final RunnerTools tools;
    private final Throttle throttle;
    private final Set<Safeguard> safeguards;
    private final DocumentStore<D> store;
    private final Checkpoints checkpoints;
    private final Parking parking;
    private final Lanes lanes;
    private final RunnerMeters meters;
    private final Cache<String, D> cache;
    private final Set<String> parked = ConcurrentHashMap.newKeySet();
    private Progress progress = Progress.NONE;
    private long retriesLookedAt = System.nanoTime() - RETRIES_LOOKED_AT_AFTER;

    /** A runner that works under a lease of this epoch. */
    ProjectionRunner(
            ReadModelDefinition<D> definition,
            Part part,
            long epoch,
            RunnerTools tools,
            Throttle throttle,
            Set<Safeguard> safeguards) {
        this.definition = definition;
        this.projection = definition.projection();
        this.part = part;
        this.epoch = epoch;
        this.tools = tools;
        this.throttle = throttle;
        this.safeguards = Set.copyOf(safeguards);
        this.store = new DocumentStore<>(
                tools.mongo(),
                projection,
                part.generation(),
                part.shard(),
                this.safeguards.contains(Safeguard.CONDITIONAL_WRITE));
        this.checkpoints = new Checkpoints(tools.mongo());
        this.parking = new Parking(tools.mongo());
        this.lanes = new Lanes(tools.properties().parallelism());
        this.meters = new RunnerMeters(tools.meters(), part.id());
        this.cache = Caffeine.newBuilder()
                .maximumWeight(
                        projection.ofSingleEvents() ? 0 : tools.properties().cachedDocuments())
                .weigher((String key, D document) -> document.weight())
                .executor(Runnable::run) // so that what is too much is gone at once
                .build();
    }

    @Override
    public String name() {
        return part.id();
    }

    @Override
    public boolean concerns(String orderId) {
        return part.shard().holds(orderId);
    }

    @Override
    public long start() {
        cache.invalidateAll();
        store.createIndexes(definition.indexes());
        parking.prepare();
        parked.clear();
        parked.addAll(parking.keys(part.id()));
        progress = checkpoints.of(part.id());
        return progress.position();
    }

    @Override
    public void accept(EventBatch batch) {
        throttle.await();
        long began = System.nanoTime();
        Progress after = new Progress(batch.position(), progress.events() + batch.count());
        if (!isOn(Safeguard.CHECKPOINT_LAST)) {
            checkpoints.move(part.id(), after, epoch);
        }
        meters.batch(batch.events().size());
        Map<String, List<StoredEvent>> byKey = new LinkedHashMap<>();
        for (StoredEvent event : batch.events()) {
            for (String key : projection.keys(event)) {
                byKey.computeIfAbsent(key, none -> new ArrayList<>()).add(event);
            }
        }
        lanes.run(byKey, this::apply);
        checkpoints.move(part.id(), after, epoch);
        progress = after;
        throttle.spread(batch.events().size(), began);
    }

    @Override
    public void closing() {
        throttle.close();
    }

    @Override
    public void pause() {
        long now = System.nanoTime();
        if (!parked.isEmpty() && now - retriesLookedAt >= RETRIES_LOOKED_AT_AFTER) {
            retriesLookedAt = now;
            parking.nextRetry(part.id()).ifPresent(this::retry);
        }
    }

    private void apply(Map<String, List<StoredEvent>> byKey) {
        Map<String, List<StoredEvent>> open = new LinkedHashMap<>();
        byKey.forEach((key, events) -> {
            if (parked.contains(key)) {
                parking.await(part.id(), key, events);
            } else {
                open.put(key, events);
            }
        });
        tryAll(open).forEach((key, refusal) -> park(key, refusal.of(byKey.getOrDefault(key, List.of())), refusal));
    }

    /** Why events from {@code position} on cannot be applied. */
    private record Refusal(long position, String reason) {
        List<StoredEvent> of(List<StoredEvent> events) {
            return events.stream().filter(event -> event.position() >= position).toList();
        }
    }

    /** Applies the events to their documents, and says to which some could not be, after as many attempts as allowed. */
    private Map<String, Refusal> tryAll(Map<String, List<StoredEvent>> byKey) {
        Map<String, List<StoredEvent>> open = new LinkedHashMap<>(byKey);
        Map<String, Refusal> refused = new HashMap<>();
        Map<String, Integer> attempts = new HashMap<>();
        for (int round = 0; !open.isEmpty(); round++) {
            if (round == MAX_RACES + tools.properties().attempts()) {
                throw new IllegalStateException("lost " + round + " races for the documents of one batch");
            }
            Attempt<D> attempt = attempt(open, round == 0);
            attempt.refused.forEach((key, refusal) -> {
                if (attempts.merge(key, 1, Integer::sum) < tools.properties().attempts()) {
                    attempt.again.add(key);
                } else {
                    refused.put(key, refusal);
                }
            });
            open.keySet().retainAll(attempt.again);
        }
        return refused;
    }

    private Attempt<D> attempt(Map<String, List<StoredEvent>> byKey, boolean first) {
        Map<String, D> loaded = first ? known(byKey) : load(byKey.keySet());
        Attempt<D> attempt = new Attempt<>();
        meters.folding(() -> byKey.forEach((key, events) -> fold(key, loaded.get(key), events, attempt)));
        Written written = meters.writing(() -> store.write(attempt.changes));
        for (Change<D> change : attempt.changes) {
            String key = change.folded().id();
            if (written.lost().contains(key) || written.refused().containsKey(key)) {
                cache.invalidate(key);
            } else {
                cache.put(key, change.folded());
            }
        }
        attempt.again.addAll(written.lost());
        attempt.refused.keySet().removeAll(written.lost());
        written.refused()
                .forEach((key, reason) -> attempt.refused.put(
                        key, new Refusal(byKey.get(key).getFirst().position(), reason)));
        return attempt;
    }

    /** What one attempt at a batch came to. */
    private static final class Attempt<D extends ReadModelDocument> {
        private final List<Change<D>> changes = new ArrayList<>();
        private final Map<String, Refusal> refused = new HashMap<>();
        private final Set<String> again = new HashSet<>();
    }

    /**
     * What is in memory, and the rest from the database. The document of an order that begins here cannot be there yet, and that
     * of a single event hardly; if it is nevertheless, the write finds out.
     */
    private Map<String, D> known(Map<String, List<StoredEvent>> byKey) {
        if (projection.ofSingleEvents()) {
            return Map.of();
        }
        Map<String, D> known = new HashMap<>(cache.getAllPresent(byKey.keySet()));
        List<String> missing = new ArrayList<>();
        byKey.forEach((key, events) -> {
            boolean begins = projection.perOrder() && events.getFirst().revision() == 0;
            if (!begins && !known.containsKey(key)) {
                missing.add(key);
            }
        });
        known.putAll(load(missing));
        return known;
    }

    private Map<String, D> load(Collection<String> keys) {
        return keys.isEmpty() ? Map.of() : meters.loading(() -> store.load(keys));
    }

    private void fold(String key, @Nullable D before, List<StoredEvent> events, Attempt<D> attempt) {
        @Nullable D document = before;
        for (StoredEvent event : events) {
            if (document != null && document.position() >= event.position() && isOn(Safeguard.WATERMARK)) {
                continue;
            }
            try {
                document = projection.fold(key, document, event);
            } catch (RuntimeException | StackOverflowError unfit) {
                attempt.refused.put(key, new Refusal(event.position(), unfit.toString()));
                break;
            }
        }
        if (document != null && document != before) {
            attempt.changes.add(new Change<>(before, document));
        }
    }

    private boolean isOn(Safeguard safeguard) {
        return safeguards.contains(safeguard);
    }

    private void park(String key, List<StoredEvent> waiting, Refusal refusal) {
        if (parked.size() >= tools.properties().maxParked()) {
            throw new IllegalStateException(
                    parked.size() + " documents are parked already, the last because " + refusal.reason());
        }
        LOG.error("{} parks {}: {}", part.id(), key, refusal.reason());
        parking.park(part.id(), key, waiting, refusal.reason(), tools.clock().instant());
        parked.add(key);
    }

    /** Applies what waits for a parked document, in order; the document is released when nothing waits any more. */
    private void retry(Parked document) {
        List<Parking.Waiting> waiting = parking.waiting(document.id(), RETRIED_AT_ONCE);
        while (!waiting.isEmpty()) {
            List<StoredEvent> events = waiting.stream()
                    .map(event -> tools.log().event(event.orderId(), event.revision()))
                    .toList();
            Refusal refusal = tryAll(Map.of(document.key(), events)).get(document.key());
            if (refusal != null) {
                parking.refusedAgain(document, refusal.of(events).getFirst(), refusal.reason());
                return;
            }
            parking.done(waiting);
            waiting = parking.waiting(document.id(), RETRIED_AT_ONCE);
        }
        parking.release(document);
        parked.remove(document.key());
        LOG.info("{} released {}", part.id(), document.key());
    }
}
