package io.orderstream.projector.engine;

import io.orderstream.projector.subscription.ConsumerDefinition;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What this projector can work on: its code decides which versions of which projections. Thread-safe. */
@Component
final class Workload {

    private static final Set<Safeguard> ALL = EnumSet.allOf(Safeguard.class);

    private final List<ReadModelDefinition<?>> definitions;
    private final List<ConsumerDefinition> consumers;
    private final RunnerTools tools;
    private final Lags lags;
    private final Pauses pauses;
    private volatile Set<String> rebuilding = Set.of();

    Workload(
            List<ReadModelDefinition<?>> definitions,
            List<ConsumerDefinition> consumers,
            RunnerTools tools,
            Lags lags) {
        this.definitions = List.copyOf(definitions);
        this.consumers = List.copyOf(consumers);
        this.tools = tools;
        this.lags = lags;
        this.pauses = new Pauses(tools.mongo());
    }

    List<ReadModelDefinition<?>> definitions() {
        return definitions;
    }

    /** Which version of a projection this code has; 0 if it has none. */
    int version(String name) {
        return definitions.stream()
                .map(ReadModelDefinition::projection)
                .filter(projection -> projection.name().equals(name))
                .mapToInt(Projection::version)
                .findFirst()
                .orElse(0);
    }

    /** The consumers that are no read models. */
    List<String> others() {
        return consumers.stream().map(ConsumerDefinition::name).toList();
    }

    /** Lets nobody work on one of those, or somebody again. False if there is none of this name. */
    boolean pause(String other, boolean paused) {
        boolean found = others().contains(other);
        if (found) {
            pauses.set(other, paused);
        }
        return found;
    }

    /** What it can work on, in words that two projectors with the same code say alike. */
    List<String> abilities() {
        Stream<String> projections = definitions.stream()
                .map(ReadModelDefinition::projection)
                .map(projection -> Member.ability(projection.name(), projection.version()));
        return Stream.concat(projections, others().stream()).sorted().toList();
    }

    /** What is to be worked on now, by its id. */
    Map<String, Work> of(List<ProjectionEntry> entries) {
        rebuilding = entries.stream()
                .map(ProjectionEntry::next)
                .filter(Objects::nonNull)
                .map(Generation::collection)
                .collect(Collectors.toSet());
        Map<String, Work> work = new LinkedHashMap<>();
        work.put(LogHead.ID, new Work(LogHead.ID, epoch -> new LogHead(new Checkpoints(tools.mongo()), epoch)));
        Set<String> paused = pauses.all();
        consumers.stream()
                .filter(consumer -> !paused.contains(consumer.name()))
                .forEach(consumer -> work.put(consumer.name(), onRecord(consumer)));
        for (ReadModelDefinition<?> definition : definitions) {
            entries.stream()
                    .filter(entry -> !entry.paused()
                            && entry.id().equals(definition.projection().name()))
                    .forEach(entry -> add(work, definition, entry));
        }
        return work;
    }

    private Work onRecord(ConsumerDefinition definition) {
        return new Work(
                definition.name(), epoch -> new OnRecord(definition.consumer(), new Checkpoints(tools.mongo())));
    }

    private <D extends ReadModelDocument> void add(
            Map<String, Work> work, ReadModelDefinition<D> definition, ProjectionEntry entry) {
        for (Generation generation : entry.generations()) {
            if (generation.version() == definition.projection().version()) {
                for (Part part : Part.of(generation)) {
                    work.put(
                            part.id(),
                            new Work(
                                    part.id(),
                                    generation.collection(),
                                    epoch -> new ProjectionRunner<>(
                                            definition, part, epoch, tools, throttle(generation), ALL)));
                }
            }
        }
    }

    /** That of one shard. As orders are spread evenly over shards, all of them together keep to the rate, wherever they run. */
    Throttle throttle(Generation generation) {
        return new Throttle(
                (double) tools.properties().rebuildRate() / generation.shards(),
                () -> rebuilding.contains(generation.collection()),
                () -> lags.liveIsBehind(tools.properties().rebuildYield()));
    }
}
