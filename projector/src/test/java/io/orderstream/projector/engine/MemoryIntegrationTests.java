package io.orderstream.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.local.mongodb.LocalMongo;
import io.orderstream.projector.Backing;
import io.orderstream.projector.subscription.EventBatch;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import io.orderstream.readmodel.Shard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

/** What the engine keeps in memory of what it wrote: what it need not keep it has to load again, and that is counted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemoryIntegrationTests {

    private static final EngineProperties PROPERTIES = Binder.get(
                    new MockEnvironment().withProperty("engine.cached-documents", "10"))
            .bindOrCreate("engine", EngineProperties.class);

    private final List<StoredEvent> events = events(4);
    private LocalMongo server;
    private PlainMongo mongo;

    record WeighedDocument(String id, long position, int weight) implements ReadModelDocument {}

    /** One document for all events, or one for each. */
    private record Weighed(String name, int weight, boolean ofSingleEvents) implements Projection<WeighedDocument> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Class<WeighedDocument> documentType() {
            return WeighedDocument.class;
        }

        @Override
        public List<String> keys(StoredEvent event) {
            return List.of(ofSingleEvents ? event.orderId() : "all");
        }

        @Override
        public WeighedDocument fold(String key, @Nullable WeighedDocument current, StoredEvent event) {
            return new WeighedDocument(key, event.position(), weight);
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = LocalMongo.start(folder, 0);
        mongo = new PlainMongo(server.connectionString());
    }

    @AfterAll
    void stop() {
        mongo.close();
        server.close();
    }

    @Test
    void a_document_is_loaded_once_and_then_kept() {
        assertThat(loads(new Weighed("kept", 1, false))).isEqualTo(1);
    }

    @Test
    void a_document_that_outweighs_what_may_be_kept_is_loaded_each_time() {
        assertThat(loads(new Weighed("heavy", 11, false))).isEqualTo(2);
    }

    @Test
    void documents_of_single_events_are_not_loaded_and_events_that_come_again_change_nothing() {
        Weighed single = new Weighed("single", 1, true);

        assertThat(loads(single)).isZero();
        assertThat(loads(single)).as("found out by the write").isPositive();

        assertThat(PlainMongo.stored(mongo.operations(), single.collection()))
                .isEqualTo(PlainMongo.folded(mongo.operations(), single, Shard.WHOLE, events));
    }

    /** How often documents were loaded for two batches, by a runner that began anew. */
    private long loads(Weighed projection) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        RunnerTools tools = new RunnerTools(mongo.operations(), null, meters, PROPERTIES, Clock.systemUTC());
        Part part = new Part(Generation.first(projection, 1), Shard.WHOLE);
        ProjectionRunner<WeighedDocument> runner = new ProjectionRunner<>(
                new ReadModelDefinition<>(projection, List.of()),
                part,
                1,
                tools,
                Throttle.none(),
                EnumSet.allOf(Safeguard.class));
        runner.accept(batch(0, 2));
        runner.accept(batch(2, 4));
        return meters.get("orderstream.projection.load").timer().count();
    }

    private EventBatch batch(int from, int to) {
        return new EventBatch(
                events.subList(from, to), to - from, events.get(to - 1).position());
    }

    private static List<StoredEvent> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Backing.event(UUID.randomUUID().toString(), 0, i))
                .toList();
    }
}
