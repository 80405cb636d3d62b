package io.orderstream.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.local.mongodb.LocalMongo;
import io.orderstream.projector.engine.Checkpoints.Progress;
import io.orderstream.readmodel.Generation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

/** When a rebuild goes live, by how far it, the live one and the log are, and how many documents there are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RebuildsIntegrationTests {

    private static final EngineProperties PROPERTIES =
            Binder.get(new MockEnvironment()).bindOrCreate("none", EngineProperties.class);

    private LocalMongo server;
    private PlainMongo mongo;

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
    void where_there_is_no_event_yet_it_goes_live() {
        assertThat(goesLive("empty", OptionalLong.of(-1), -1, 0, -1, 0)).isTrue();
    }

    @Test
    void it_does_not_before_anybody_has_seen_where_the_log_ends() {
        assertThat(goesLive("unseen", OptionalLong.empty(), 9, 1, 9, 1)).isFalse();
    }

    @Test
    void at_the_end_of_the_log_with_as_many_documents_it_goes_live() {
        assertThat(goesLive("done", OptionalLong.of(9), 9, 1, 9, 1)).isTrue();
    }

    @Test
    void having_passed_a_live_one_that_stands_still_is_not_enough() {
        assertThat(goesLive("halfway", OptionalLong.of(9), 5, 1, 7, 1)).isFalse();
    }

    @Test
    void a_live_one_that_is_behind_the_log_may_have_fewer_documents() {
        assertThat(goesLive("ahead", OptionalLong.of(9), 5, 1, 9, 2)).isTrue();
    }

    @Test
    void a_live_one_that_is_behind_the_log_may_not_have_more() {
        assertThat(goesLive("lacking", OptionalLong.of(9), 5, 2, 9, 1)).isFalse();
    }

    @Test
    void a_live_one_at_the_end_of_the_log_must_have_as_many() {
        assertThat(goesLive("more", OptionalLong.of(9), 9, 1, 9, 2)).isFalse();
    }

    private boolean goesLive(
            String name, OptionalLong head, long live, int liveDocuments, long next, int nextDocuments) {
        Tally tally = new Tally(name);
        RunnerTools tools =
                new RunnerTools(mongo.operations(), null, new SimpleMeterRegistry(), PROPERTIES, Clock.systemUTC());
        Lags lags = new Lags(null, Clock.systemUTC()) {
            @Override
            OptionalLong head() {
                return head;
            }
        };
        Workload workload = new Workload(List.of(new ReadModelDefinition<>(tally, List.of())), List.of(), tools, lags);
        Catalog catalog = new Catalog(mongo.operations());
        ProjectionEntry entry =
                ProjectionEntry.of(name, Generation.first(tally, 1)).rebuilding(1, 1);
        catalog.add(entry);
        fill(entry.live(), live, liveDocuments);
        fill(entry.next(), next, nextDocuments);

        new Rebuilds(tools, workload, lags).advance(List.of(entry), entry.next().checkpoints(), id -> true);

        return catalog.find(name).orElseThrow().live().equals(entry.next());
    }

    private void fill(Generation generation, long position, int documents) {
        if (position >= 0) {
            new Checkpoints(mongo.operations())
                    .move(generation.checkpoints().getFirst(), new Progress(position, position), 1);
        }
        for (int i = 0; i < documents; i++) {
            mongo.operations().getCollection(generation.collection()).insertOne(new Document("_id", "d" + i));
        }
    }
}
