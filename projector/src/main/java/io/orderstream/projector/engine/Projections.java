package io.orderstream.projector.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What engineers ask and want of the projections. It works on every projector alike, whoever owns what; the owners follow
 * within a moment. Thread-safe.
 */
@Component
public final class Projections {

    private final RunnerTools tools;
    private final Workload workload;
    private final Catalog catalog;
    private final Parking parking;
    private final Survey survey;
    private final Ownership ownership;

    Projections(RunnerTools tools, Workload workload, Survey survey, Ownership ownership) {
        this.tools = tools;
        this.workload = workload;
        this.catalog = new Catalog(tools.mongo());
        this.parking = new Parking(tools.mongo());
        this.survey = survey;
        this.ownership = ownership;
    }

    /** How all of them are getting on. */
    public List<ProjectionStatus> statuses() {
        return survey.statuses();
    }

    /** Lets nobody work on a projection, or the relay, until it is resumed. False if there is none of this name. */
    public boolean pause(String name) {
        return pause(name, true);
    }

    public boolean resume(String name) {
        return pause(name, false);
    }

    private boolean pause(String name, boolean paused) {
        boolean found = workload.pause(name, paused)
                || catalog.change(name, entry -> entry.paused(paused)).isPresent();
        ownership.hurry();
        return found;
    }

    /**
     * Fills a new collection beside the live one, which goes live when it has caught up. It is of the live version, or of
     * that of this projector's code if that is newer, also if it was given up before.
     *
     * @param shards into how many; null for as many as the live one
     * @throws ConflictException if a rebuild is under way, or the result of the last one was not released
     */
    public boolean rebuild(String name, @Nullable Integer shards) {
        return change(
                name,
                entry -> entry.rebuilding(
                        Math.max(entry.live().version(), workload.version(name)),
                        shards == null ? entry.live().shards() : shards));
    }

    /**
     * Lets a rebuild go live as it is.
     *
     * @throws ConflictException if none is under way
     */
    public boolean switchOver(String name) {
        return change(name, entry -> entry.switched(now()));
    }

    /**
     * Makes the generation live again that was live before.
     *
     * @throws ConflictException if there is none any more
     */
    public boolean back(String name) {
        return change(name, entry -> entry.back(now()));
    }

    /**
     * Gives up the rebuild under way, or else deletes what was live before.
     *
     * @throws ConflictException if there is neither, or it was live a moment ago
     */
    public boolean release(String name) {
        return change(name, entry -> {
            Instant switchedAt = entry.switchedAt();
            if (entry.next() == null
                    && switchedAt != null
                    && now().isBefore(switchedAt.plus(tools.properties().keepReplaced()))) {
                throw new ConflictException("reads of what was live before may still be under way; try again later");
            }
            return entry.releasing();
        });
    }

    /**
     * What is parked in all generations of a projection, in the order of the log; empty if there is no such projection.
     *
     * @param after {@link ParkedPage#next} of the page before; null for the first
     */
    public Optional<ParkedPage> parked(String name, @Nullable ParkedPlace after, int limit) {
        return catalog.find(name).map(entry -> page(parking.of(parts(entry), after, limit + 1), limit));
    }

    private ParkedPage page(List<Parked> found, int limit) {
        List<Parked> shown = found.stream().limit(limit).toList();
        Map<String, Long> waiting =
                parking.countWaiting(shown.stream().map(Parked::id).toList());
        return new ParkedPage(
                shown.stream()
                        .map(parked -> new ParkedPage.Item(parked, waiting.getOrDefault(parked.id(), 0L)))
                        .toList(),
                found.size() > limit ? ParkedPlace.of(shown.getLast()).toString() : null);
    }

    /** Has the document of a key tried again. False if it is not parked. */
    public boolean retry(String name, String key) {
        return catalog.find(name)
                .map(entry -> parking.askRetry(parts(entry), key))
                .orElse(false);
    }

    private boolean change(String name, UnaryOperator<ProjectionEntry> change) {
        boolean found = catalog.change(name, change).isPresent();
        ownership.hurry();
        return found;
    }

    private Instant now() {
        return tools.clock().instant();
    }

    private static List<String> parts(ProjectionEntry entry) {
        return entry.generations().stream()
                .flatMap(generation -> generation.checkpoints().stream())
                .toList();
    }
}
