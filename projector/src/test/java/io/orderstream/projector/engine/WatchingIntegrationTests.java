package io.orderstream.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.events.stored.EncodedEvent;
import io.orderstream.projector.Backing;
import io.orderstream.projector.engine.Checkpoints.Progress;
import io.orderstream.projector.subscription.EventLog;
import io.orderstream.readmodel.Checkpoint;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;

/** What a projector says of itself is true, also when nothing happens, when something is away and when something takes long. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchingIntegrationTests {

    private static final CountDownLatch DROPPING = new CountDownLatch(1);
    private static final CountDownLatch DROPPED = new CountDownLatch(1);

    private Backing backing;
    private ConfigurableApplicationContext projector;
    private Projections projections;
    private PlainMongo mongo;

    /** Dropping a collection takes until it is let. */
    static class SlowToDrop {

        @Bean
        static BeanPostProcessor slowToDrop() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof RunnerTools tools
                            ? new RunnerTools(
                                    slow(tools.mongo()), tools.log(), tools.meters(), tools.properties(), tools.clock())
                            : bean;
                }
            };
        }

        private static MongoOperations slow(MongoOperations mongo) {
            return (MongoOperations) Proxy.newProxyInstance(
                    mongo.getClass().getClassLoader(),
                    new Class<?>[] {MongoOperations.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("dropCollection")) {
                            DROPPING.countDown();
                            DROPPED.await(2, TimeUnit.MINUTES);
                        }
                        try {
                            return method.invoke(mongo, arguments);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    });
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        backing = new Backing(folder);
        mongo = new PlainMongo(backing.mongoUri());
        projector = backing.projector(List.of(SlowToDrop.class), "--orderstream.projections.keep-replaced=0s");
        projections = projector.getBean(Projections.class);
        backing.order(3);
        until(() -> projections.statuses().stream().allMatch(status -> status.position() >= backing.head()));
    }

    @AfterAll
    void stop() throws IOException {
        projector.close();
        mongo.close();
        backing.close();
    }

    @Test
    void nothing_is_behind_where_the_last_event_of_an_order_is_done_whatever_else_stands_in_the_log() {
        byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
        long elsewhere = backing.append("elsewhere", -1, new EncodedEvent("noise", nothing, nothing));
        Lags lags = lagsIn(Duration.ofHours(1));

        lags.look();

        assertThat(lags.head()).hasValue(backing.head());
        assertThat(lags.of("idle", new Progress(backing.head(), 3), new Progress(elsewhere, 3)))
                .isEqualTo(Lag.NONE);
    }

    @Test
    void what_is_behind_says_so_though_nobody_counts_events() {
        long before = backing.head();
        backing.order(2);
        Lags lags = lagsIn(Duration.ofHours(1));
        lags.look();

        Lag first = lags.of("behind", new Progress(before, 3), Progress.NONE);
        lags.look();
        Lag asked = lags.of("behind", new Progress(before, 3), Progress.NONE);

        assertThat(first.events()).isEqualTo(1);
        assertThat(first.seconds()).isBetween(3_500.0, 3_700.0);
        assertThat(asked.seconds()).isGreaterThanOrEqualTo(first.seconds()).isLessThan(3_700);
    }

    @Test
    void a_projector_shows_signs_of_life_while_a_collection_takes_long_to_delete() throws InterruptedException {
        projections.rebuild("products", null);
        until(() -> entry("products").previous() != null);
        projections.release("products");
        assertThat(DROPPING.await(45, TimeUnit.SECONDS)).isTrue();

        long beat = beat();
        until(() -> beat() > beat + 3);

        assertThat(projector.getBean(Ownership.class).isConfirmed()).isTrue();
        DROPPED.countDown();
        until(() -> entry("products").released().isEmpty());
    }

    @Test
    void what_cannot_be_seen_has_no_metrics_and_is_not_ready_until_it_can() throws IOException {
        MeterRegistry meters = projector.getBean(MeterRegistry.class);
        ProjectionWatch watch = projector.getBean(ProjectionWatch.class);
        until(() -> meters.find("orderstream.projection.position").gauge() != null);

        backing.takeMongoAway();
        until(() -> meters.find("orderstream.projection.position").gauge() == null);
        assertThat(watch.health().getStatus()).isEqualTo(Status.DOWN);

        backing.bringMongoBack();
        until(() -> meters.find("orderstream.projection.position").gauge() != null);
        until(() -> watch.health().getStatus().equals(Status.UP));
    }

    @Test
    void the_checkpoint_of_the_count_is_not_needed_to_see_how_far_others_are_behind() {
        projections.pause("history");
        until(() -> status("history").state().name().equals("PAUSED"));
        backing.order(1);
        until(() -> status("history").lag().events() == 1);
        mongo.operations().getCollection(Checkpoint.COLLECTION).deleteOne(new Document("_id", LogHead.ID));

        assertThat(status("history").lag().seconds()).isPositive();
        projections.resume("history");
        until(() -> status("history").lag().equals(Lag.NONE));
    }

    private Lags lagsIn(Duration future) {
        return new Lags(projector.getBean(EventLog.class), Clock.offset(Clock.systemUTC(), future));
    }

    private ProjectionStatus status(String name) {
        return projections.statuses().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ProjectionEntry entry(String name) {
        return new Catalog(mongo.operations()).find(name).orElseThrow();
    }

    private long beat() {
        return ((Number) mongo.operations()
                        .getCollection("projectors")
                        .find()
                        .first()
                        .get("beat"))
                .longValue();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(45)).ignoreExceptions().until(condition);
    }
}
