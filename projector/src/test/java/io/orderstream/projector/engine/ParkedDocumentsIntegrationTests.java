package io.orderstream.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.local.mongodb.LocalMongo;
import io.orderstream.projector.Backing;
import io.orderstream.projector.engine.Tally.TallyDocument;
import io.orderstream.projector.subscription.EventBatch;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.Shard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

/** What is kept of parked documents in a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParkedDocumentsIntegrationTests {

    private LocalMongo server;
    private PlainMongo mongo;
    private Parking parking;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = LocalMongo.start(folder, 0);
        mongo = new PlainMongo(server.connectionString());
        parking = new Parking(mongo.operations());
    }

    @AfterAll
    void stop() {
        mongo.close();
        server.close();
    }

    @Test
    void a_list_shows_each_once_in_the_order_of_the_log_however_it_is_cut_into_pages() {
        park("paged@0", "b", 5, 1);
        park("paged@1", "c", 5, 1);
        park("paged@1", "a", 7, 1);
        park("paged@0", "d", 3, 1);
        park("elsewhere", "e", 4, 1);

        List<String> shown = new ArrayList<>();
        ParkedPlace after = null;
        do {
            List<Parked> page = parking.of(List.of("paged@0", "paged@1"), after, 1);
            page.forEach(parked -> shown.add(parked.key()));
            after = page.isEmpty()
                    ? null
                    : ParkedPlace.parse(ParkedPlace.of(page.getLast()).toString())
                            .orElseThrow();
        } while (after != null);

        assertThat(shown).containsExactly("d", "b", "c", "a");
    }

    @Test
    void what_waits_is_counted_and_forgotten_by_document() {
        park("counted", "one", 1, 3);
        park("counted", "two", 10, 1);
        park("kept", "three", 20, 2);

        assertThat(parking.countWaiting(List.of("counted/one", "counted/two", "counted/none")))
                .isEqualTo(Map.of("counted/one", 3L, "counted/two", 1L));
        parking.remove(List.of("counted"));

        assertThat(parking.keys("counted")).isEmpty();
        assertThat(parking.waiting("counted/one", 10)).isEmpty();
        assertThat(parking.keys("kept")).isEqualTo(Set.of("three"));
        assertThat(parking.countWaiting(List.of("kept/three"))).isEqualTo(Map.of("kept/three", 2L));
    }

    @Test
    void what_is_asked_for_has_an_index() {
        parking.prepare();
        parking.prepare();

        assertThat(mongo.operations().indexOps("parked").getIndexInfo())
                .extracting(index -> index.getIndexFields().toString())
                .anyMatch(fields -> fields.contains("part") && fields.contains("position"))
                .anyMatch(fields -> fields.contains("part") && fields.contains("retry"));
        assertThat(mongo.operations().indexOps("parked_events").getIndexInfo())
                .extracting(index -> index.getIndexFields().toString())
                .anyMatch(fields -> fields.contains("parked") && fields.contains("position"));
    }

    /** Overflows the stack at one order. */
    private record Endless(String orderId) implements Projection<TallyDocument> {

        @Override
        public String name() {
            return "endless";
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
            return List.of(event.orderId());
        }

        @Override
        public TallyDocument fold(String key, @Nullable TallyDocument current, StoredEvent event) {
            return key.equals(orderId)
                    ? fold(key, fold(key, current, event), event)
                    : new TallyDocument(key, event.position(), 1, 0);
        }
    }

    @Test
    void a_fold_without_end_parks_its_document_and_the_others_go_on() {
        StoredEvent bad = Backing.event(UUID.randomUUID().toString(), 0, 0);
        StoredEvent good = Backing.event(UUID.randomUUID().toString(), 0, 1);
        Endless endless = new Endless(bad.orderId());
        Part part = new Part(Generation.first(endless, 1), Shard.WHOLE);
        EngineProperties properties = Binder.get(new MockEnvironment()).bindOrCreate("none", EngineProperties.class);
        RunnerTools tools =
                new RunnerTools(mongo.operations(), null, new SimpleMeterRegistry(), properties, Clock.systemUTC());

        new ProjectionRunner<>(
                        new ReadModelDefinition<>(endless, List.of()),
                        part,
                        1,
                        tools,
                        Throttle.none(),
                        EnumSet.allOf(Safeguard.class))
                .accept(new EventBatch(List.of(bad, good), 2, 1));

        assertThat(parking.keys(part.id())).containsExactly(bad.orderId());
        assertThat(PlainMongo.stored(mongo.operations(), endless.collection())).containsOnlyKeys(good.orderId());
        assertThat(new Checkpoints(mongo.operations()).of(part.id()).position()).isEqualTo(1);
    }

    private void park(String part, String key, long position, int events) {
        List<StoredEvent> waiting = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            waiting.add(Backing.event(UUID.randomUUID().toString(), 0, position + i));
        }
        parking.park(part, key, waiting, "no taste", Instant.EPOCH);
    }
}
