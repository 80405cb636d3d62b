package io.orderstream.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.events.stored.StoredEvent;
import io.orderstream.projector.Backing;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import io.orderstream.readmodel.ReadModelPointer;
import io.orderstream.readmodel.Shard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** How a new version of a projection replaces the old one, beside it and alone, and is taken back. The log only grows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VersionsIntegrationTests {

    private Backing backing;
    private PlainMongo mongo;

    record VersionedDocument(String id, long position, int version, List<Long> revisions)
            implements ReadModelDocument {}

    /** A document an order, which tells the version of the code that made it. */
    private record Versioned(String name, int version) implements Projection<VersionedDocument> {

        @Override
        public boolean perOrder() {
            return true;
        }

        @Override
        public Class<VersionedDocument> documentType() {
            return VersionedDocument.class;
        }

        @Override
        public List<String> keys(StoredEvent event) {
            return List.of(event.orderId());
        }

        @Override
        public VersionedDocument fold(String key, @Nullable VersionedDocument current, StoredEvent event) {
            List<Long> revisions = new ArrayList<>(current == null ? List.of() : current.revisions());
            revisions.add(event.revision());
            return new VersionedDocument(key, event.position(), version, revisions);
        }
    }

    static class VersionedReadModel {

        @Bean
        ReadModelDefinition<VersionedDocument> versioned(
                @Value("${versioned.name}") String name, @Value("${versioned.version}") int version) {
            return new ReadModelDefinition<>(new Versioned(name, version), List.of());
        }
    }

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        backing = new Backing(folder);
        mongo = new PlainMongo(backing.mongoUri());
    }

    @AfterAll
    void shut() throws IOException {
        mongo.close();
        backing.close();
    }

    @Test
    void a_version_that_was_given_up_or_taken_back_is_not_begun_again_until_somebody_asks() {
        String name = "given_up";
        backing.order(2);
        try (ConfigurableApplicationContext old = projector(name, 1)) {
            awaitFresh(name, 1);
            Generation first = entry(name).live();
            Document stray = new Document("_id", "stray");
            mongo.operations().getCollection(first.collection()).insertOne(stray);
            try (ConfigurableApplicationContext recent = projector(name, 2)) {
                Projections projections = recent.getBean(Projections.class);
                until(() -> entry(name).rebuildProblem() != null);

                projections.release(name);
                awaitGivenUp(projections, name);
                mongo.operations().getCollection(first.collection()).deleteOne(stray);
                assertThat(entry(name).live()).isEqualTo(first);

                projections.rebuild(name, null);
                until(() -> entry(name).live().version() == 2);
                backing.order(1);
                awaitFresh(name, 2);
                assertThat(readable(name, 1)).isEqualTo(first);

                projections.back(name);
                Generation second = entry(name).previous();
                backing.order(1);
                awaitFresh(name, 1);
                assertThat(readable(name, 1)).isEqualTo(first);
                assertThat(readable(name, 2)).as("what was taken back").isNull();

                projections.release(name);
                until(() -> !mongo.operations().collectionExists(second.collection()));
                awaitGivenUp(projections, name);
                assertThat(entry(name).live()).isEqualTo(first);
            }
            assertThat(status(old.getBean(Projections.class), name).parked()).isZero();
        }
    }

    @Test
    void a_new_version_alone_goes_live_only_at_the_end_of_the_log_though_the_old_one_stands_still() {
        String name = "alone";
        backing.order(1);
        try (ConfigurableApplicationContext old = projector(name, 1)) {
            awaitFresh(name, 1);
            assertThat(status(old.getBean(Projections.class), name).live().version())
                    .isEqualTo(1);
        }
        Generation first = entry(name).live();
        for (int i = 0; i < 10; i++) {
            backing.order(2);
        }

        try (ConfigurableApplicationContext recent = projector(name, 2)) {
            until(() -> entry(name).live().version() == 2);

            assertThat(PlainMongo.stored(mongo.operations(), entry(name).live().collection()))
                    .isEqualTo(fresh(name, 2));
            ProjectionStatus status = status(recent.getBean(Projections.class), name);
            assertThat(status.previous().collection()).isEqualTo(first.collection());
            assertThat(status.previous().shards().getFirst().problem())
                    .isEqualTo("no projector runs that knows version 1");
        }
    }

    @Test
    void what_keeps_a_new_version_from_being_built_is_told() {
        String name = "blocked";
        backing.order(1);
        try (ConfigurableApplicationContext old = projector(name, 1)) {
            awaitFresh(name, 1);
            Generation first = entry(name).live();
            old.getBean(Projections.class).rebuild(name, null);
            until(() -> first.equals(entry(name).previous()));
        }

        try (ConfigurableApplicationContext recent = projector(name, 2)) {
            Projections projections = recent.getBean(Projections.class);
            until(() -> status(projections, name).rebuildProblem() != null);
            assertThat(status(projections, name).rebuildProblem())
                    .isEqualTo("version 2 waits until blocked_v1 is released, which was live before");

            projections.release(name);

            until(() -> entry(name).live().version() == 2);
            assertThat(status(projections, name).rebuildProblem()).isNull();
        }
    }

    private void awaitGivenUp(Projections projections, String name) {
        until(() -> status(projections, name).rebuildProblem() != null
                && entry(name).next() == null
                && entry(name).released().isEmpty());
        assertThat(status(projections, name).rebuildProblem())
                .isEqualTo("version 2 was given up; rebuild begins it again");
        assertThat(entry(name).next()).isNull();
    }

    private void awaitFresh(String name, int version) {
        until(() -> PlainMongo.stored(mongo.operations(), entry(name).live().collection())
                .equals(fresh(name, version)));
    }

    private Map<String, RawBsonDocument> fresh(String name, int version) {
        return PlainMongo.folded(mongo.operations(), new Versioned(name, version), Shard.WHOLE, backing.written());
    }

    private @Nullable Generation readable(String name, int version) {
        return mongo.operations()
                .findById(name, ReadModelPointer.class, ReadModelPointer.COLLECTION)
                .of(version);
    }

    private ProjectionEntry entry(String name) {
        return new Catalog(mongo.operations()).find(name).orElseThrow();
    }

    private static ProjectionStatus status(Projections projections, String name) {
        return projections.statuses().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ConfigurableApplicationContext projector(String name, int version) {
        return backing.projector(
                List.of(VersionedReadModel.class),
                "--versioned.name=" + name,
                "--versioned.version=" + version,
                "--orderstream.eventstore.max-batch=3",
                "--orderstream.projections.rebuild-rate=200",
                "--orderstream.projections.keep-replaced=0s");
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(45)).ignoreExceptions().until(condition);
    }
}
