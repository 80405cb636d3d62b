package io.orderstream.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoSocketException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.WriteModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.local.mongodb.LocalMongo;
import io.orderstream.projector.Backing;
import io.orderstream.projector.subscription.EventBatch;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import io.orderstream.readmodel.Shard;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderProjection;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Whatever happens while events are projected, the documents are those of a fresh fold of all events, to the byte; and each
 * safeguard is needed for that. How many events go through the random failures can be set with {@code
 * orderstream.effectively-once.events}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EffectivelyOnceIntegrationTests {

    private static final int EVENTS = Integer.getInteger("orderstream.effectively-once.events", 450);
    private static final Set<Safeguard> ALL = EnumSet.allOf(Safeguard.class);
    private static final EngineProperties PROPERTIES =
            Binder.get(new org.springframework.mock.env.MockEnvironment()).bindOrCreate("none", EngineProperties.class);

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
    void what_crashes_repeats_wakes_up_late_or_fails_half_way_changes_nothing() {
        Tally tally = new Tally("all_safeguards");

        List<StoredEvent> events = mishaps(tally, ALL);

        assertEqualsFreshFold(tally, events);
    }

    @ParameterizedTest
    @EnumSource
    void without_one_of_the_safeguards_the_same_goes_wrong(Safeguard left) {
        Tally tally = new Tally("without_" + left.name().toLowerCase(java.util.Locale.ROOT));
        Set<Safeguard> others = EnumSet.complementOf(EnumSet.of(left));

        List<StoredEvent> events = mishaps(tally, others);

        assertThat(PlainMongo.stored(mongo.operations(), tally.collection()))
                .isNotEqualTo(PlainMongo.folded(mongo.operations(), tally, Shard.WHOLE, events));
    }

    /** One after the other: a batch again after a crash, a late awakening, and a write that fails half way. */
    private List<StoredEvent> mishaps(Tally tally, Set<Safeguard> safeguards) {
        List<StoredEvent> events = events(4, 1);
        MongoOperations whole = mongo.operations();

        ProjectionRunner<?> late = runner(tally, whole, safeguards);
        late.accept(batch(events, 0, 2));
        ProjectionRunner<?> again = runner(tally, whole, safeguards);
        again.accept(batch(events, 0, 4));
        late.accept(batch(events, 2, 3));
        runner(tally, whole, safeguards).accept(batch(events, 4, 6));

        ProjectionRunner<?> failing = runner(tally, failingHalfWay(whole, tally.collection()), safeguards);
        assertThatThrownBy(() -> failing.accept(batch(events, 6, 9))).isInstanceOf(MongoSocketException.class);
        ProjectionRunner<?> last = runner(tally, whole, safeguards);
        long from = last.start();
        List<StoredEvent> left =
                events.stream().filter(event -> event.position() > from).toList();
        last.accept(batch(left, 0, left.size()));
        return events;
    }

    @Test
    void whoever_fights_over_the_same_documents_while_connections_break_all_end_with_a_fresh_fold() throws Exception {
        Tally tally = new Tally("fought_over");
        OrderProjection orders = new OrderProjection();
        List<StoredEvent> events = events(EVENTS / 3, 2);
        AtomicBoolean done = new AtomicBoolean();
        try (FlakyProxy proxy =
                        new FlakyProxy(URI.create(server.connectionString()).getPort());
                ExecutorService threads = Executors.newCachedThreadPool()) {
            String uri = "mongodb://localhost:" + proxy.port();
            List<CompletableFuture<Void>> fights = Stream.of(11, 12, 13)
                    .map(seed -> CompletableFuture.runAsync(
                            () -> {
                                try (PlainMongo flaky = new PlainMongo(uri)) {
                                    Random random = new Random(seed);
                                    projectStubbornly(tally, flaky.operations(), events, random);
                                    projectStubbornly(orders, flaky.operations(), events, random);
                                }
                            },
                            threads))
                    .toList();
            threads.execute(() -> cutNowAndThen(proxy, done));
            CompletableFuture.allOf(fights.toArray(CompletableFuture[]::new)).get(5, TimeUnit.MINUTES);
            done.set(true);
        }

        assertEqualsFreshFold(tally, events);
        assertEqualsFreshFold(orders, events);
    }

    @Test
    void batches_of_hundreds_of_documents_are_worked_on_in_lanes_and_end_with_a_fresh_fold() {
        Orders orders = new Orders("in_lanes");
        List<StoredEvent> events = events(500, 3);
        AtomicInteger writes = new AtomicInteger();
        MongoOperations counting = writing(mongo.operations(), orders.collection(), documents -> {
            writes.incrementAndGet();
            return documents;
        });

        ProjectionRunner<?> runner = runner(orders, counting, ALL);
        runner.accept(batch(events, 0, 600));
        assertThat(writes).hasValue(PROPERTIES.parallelism());
        runner(orders, counting, ALL).accept(batch(events, 0, 600));
        runner.accept(batch(events, 600, 1_100));
        runner.accept(batch(events, 1_100, 1_500));

        assertEqualsFreshFold(orders, events);
        assertThat(new Checkpoints(mongo.operations()).of(orders.collection()))
                .isEqualTo(new Checkpoints.Progress(1_499, 1_500));
    }

    @Test
    void when_one_lane_fails_the_others_end_and_the_checkpoint_stays() {
        Orders orders = new Orders("one_lane_fails");
        List<StoredEvent> events = events(500, 4);
        runner(orders, mongo.operations(), ALL).accept(batch(events, 0, 10));
        AtomicInteger lanes = new AtomicInteger();
        AtomicInteger unwritten = new AtomicInteger();
        CountDownLatch failed = new CountDownLatch(1);
        MongoOperations oneFails = writing(mongo.operations(), orders.collection(), documents -> {
            if (lanes.incrementAndGet() == 1) {
                documents.forEach(document -> unwritten.addAndGet(document instanceof InsertOneModel ? 1 : 0));
                failed.countDown();
                throw new MongoSocketException("gone", new ServerAddress());
            }
            awaitOrFail(failed);
            return documents;
        });

        ProjectionRunner<?> failing = runner(orders, oneFails, ALL);
        failing.start();
        assertThatThrownBy(() -> failing.accept(batch(events, 10, 900))).isInstanceOf(MongoSocketException.class);

        long orderCount = events.subList(0, 900).stream()
                .map(StoredEvent::orderId)
                .distinct()
                .count();
        assertThat(unwritten).hasPositiveValue();
        assertThat(PlainMongo.stored(mongo.operations(), orders.collection()))
                .hasSize((int) orderCount - unwritten.get());
        assertThat(new Checkpoints(mongo.operations()).of(orders.collection()))
                .isEqualTo(new Checkpoints.Progress(9, 10));
        ProjectionRunner<?> next = runner(orders, mongo.operations(), ALL);
        next.start();
        next.accept(batch(events, 10, 1_500));
        assertEqualsFreshFold(orders, events);
    }

    /** The read model of orders under a name of its own. */
    private record Orders(String name) implements Projection<OrderDocument> {

        private static final OrderProjection PROJECTION = new OrderProjection();

        @Override
        public int version() {
            return PROJECTION.version();
        }

        @Override
        public Class<OrderDocument> documentType() {
            return PROJECTION.documentType();
        }

        @Override
        public boolean perOrder() {
            return PROJECTION.perOrder();
        }

        @Override
        public List<String> keys(StoredEvent event) {
            return PROJECTION.keys(event);
        }

        @Override
        public OrderDocument fold(String key, @Nullable OrderDocument current, StoredEvent event) {
            return PROJECTION.fold(key, current, event);
        }
    }

    private static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void a_checkpoint_is_not_moved_by_whoever_worked_under_an_earlier_lease() {
        Checkpoints checkpoints = new Checkpoints(mongo.operations());
        checkpoints.move("fenced", new Checkpoints.Progress(5, 5), 1);
        checkpoints.move("fenced", new Checkpoints.Progress(6, 6), 2);

        assertThatThrownBy(() -> checkpoints.move("fenced", new Checkpoints.Progress(7, 7), 1))
                .isInstanceOf(OwnershipLostException.class);
        assertThat(checkpoints.of("fenced").position()).isEqualTo(6);
    }

    @Test
    void a_checkpoint_never_moves_back() {
        Checkpoints checkpoints = new Checkpoints(mongo.operations());
        checkpoints.move("forward", new Checkpoints.Progress(5, 5), 1);

        checkpoints.move("forward", new Checkpoints.Progress(4, 4), 1);

        assertThat(checkpoints.of("forward").position()).isEqualTo(5);
    }

    private <D extends ReadModelDocument> void projectStubbornly(
            Projection<D> projection, MongoOperations flaky, List<StoredEvent> events, Random random) {
        while (true) {
            ProjectionRunner<D> runner = runner(projection, flaky, ALL);
            try {
                long at = runner.start();
                while (at < events.getLast().position()) {
                    int from = (int) at + 1;
                    int to = Math.min(events.size(), from + 1 + random.nextInt(60));
                    runner.accept(batch(events, from, to));
                    at = to - 1;
                }
                return;
            } catch (RuntimeException broken) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        }
    }

    private static void cutNowAndThen(FlakyProxy proxy, AtomicBoolean done) {
        Random random = new Random(7);
        while (!done.get()) {
            LockSupport.parkNanos(Duration.ofMillis(20 + random.nextInt(150)).toNanos());
            proxy.cut();
        }
    }

    private <D extends ReadModelDocument> void assertEqualsFreshFold(
            Projection<D> projection, List<StoredEvent> events) {
        assertThat(PlainMongo.stored(mongo.operations(), projection.collection()))
                .isEqualTo(PlainMongo.folded(mongo.operations(), projection, Shard.WHOLE, events));
    }

    private static <D extends ReadModelDocument> ProjectionRunner<D> runner(
            Projection<D> projection, MongoOperations mongo, Set<Safeguard> safeguards) {
        RunnerTools tools = new RunnerTools(mongo, null, new SimpleMeterRegistry(), PROPERTIES, Clock.systemUTC());
        Part part = new Part(Generation.first(projection, 1), Shard.WHOLE);
        return new ProjectionRunner<>(
                new ReadModelDefinition<>(projection, List.of()), part, 1, tools, Throttle.none(), safeguards);
    }

    private static EventBatch batch(List<StoredEvent> events, int from, int to) {
        return new EventBatch(
                events.subList(from, to), to - from, events.get(to - 1).position());
    }

    /** Three events of each of so many orders, mixed, at positions from 0 without gaps. */
    private static List<StoredEvent> events(int orders, long seed) {
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            ids.add(new UUID(random.nextLong(), random.nextLong()).toString());
        }
        int[] steps = new int[orders];
        List<StoredEvent> events = new ArrayList<>();
        while (events.size() < 3 * orders) {
            int order = random.nextInt(orders);
            if (steps[order] < 3) {
                events.add(Backing.event(ids.get(order), steps[order]++, events.size()));
            }
        }
        return events;
    }

    /** Bulk writes to the collection do their first half, and then the connection is gone. */
    private static MongoOperations failingHalfWay(MongoOperations mongo, String collection) {
        return writing(mongo, collection, documents -> {
            if (documents.size() > 1) {
                mongo.getCollection(collection).bulkWrite(documents.subList(0, documents.size() / 2));
            }
            throw new MongoSocketException("gone half way", new ServerAddress());
        });
    }

    /** Bulk writes to the collection are of what this makes of them. */
    private static MongoOperations writing(
            MongoOperations mongo, String collection, UnaryOperator<List<WriteModel<Document>>> change) {
        return decorated(MongoOperations.class, mongo, "getCollection", arguments -> {
            MongoCollection<Document> documents = mongo.getCollection((String) arguments[0]);
            return !collection.equals(arguments[0])
                    ? documents
                    : decorated(MongoCollection.class, documents, "bulkWrite", write -> {
                        @SuppressWarnings("unchecked")
                        var writes = (List<WriteModel<Document>>) write[0];
                        return documents.bulkWrite(change.apply(writes), (BulkWriteOptions) write[1]);
                    });
        });
    }

    private interface Instead {
        Object call(Object[] arguments);
    }

    private static <T> T decorated(Class<T> type, T original, String method, Instead instead) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method) && arguments[0] != null) {
                        return instead.call(arguments);
                    }
                    try {
                        return called.invoke(original, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}
