package io.orderstream.projector.subscription;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;
import static org.awaitility.Awaitility.await;

import com.eventstore.dbclient.EventDataBuilder;
import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderstream.events.stored.EncodedEvent;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.OrderStreams;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.local.eventstore.LocalEventStore;
import io.orderstream.projector.Backing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How events reach a consumer over a real log, which only grows: each test begins where the one before ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatchUpSubscriptionIntegrationTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FOR_EVER = Duration.ofHours(1);
    private static final int MAX_BATCH = 10;

    private final EventCodec codec = new EventCodec();
    private final List<String> appended = new ArrayList<>();
    private LocalEventStore store;
    private EventStoreDBClient client;
    private long head = -1;
    private EventLog log;
    private CatchUpSubscription subscription;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        store = LocalEventStore.open(folder, 0);
        client = EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(store.connectionString()));
    }

    @AfterAll
    void shut() throws IOException {
        client.shutdown();
        store.close();
    }

    @AfterEach
    void close() {
        subscription.close();
        log.close();
        appended.clear();
    }

    @Test
    void a_batch_is_handed_in_when_it_is_full_however_long_it_might_wait() {
        Recording consumer = new Recording(head);
        append(5 * MAX_BATCH);

        follow(consumer, MAX_BATCH, FOR_EVER);

        await().atMost(PATIENCE).until(() -> consumer.orders().size() >= 4 * MAX_BATCH);
        assertThat(consumer.batches).allMatch(batch -> batch.events().size() <= MAX_BATCH);
        assertThat(consumer.orders())
                .isEqualTo(appended.subList(0, consumer.orders().size()));
    }

    @Test
    void a_batch_that_is_not_full_is_handed_in_when_its_time_is_over() {
        Recording consumer = new Recording(head);
        follow(consumer, 1_000, Duration.ofMillis(20));

        append(3);

        await().atMost(PATIENCE).until(() -> consumer.orders().equals(appended));
        assertThat(consumer.batches.getLast().position()).isEqualTo(head);
        assertThat(consumer.batches.stream().mapToLong(EventBatch::count).sum()).isEqualTo(3);
        assertThat(subscription.status())
                .isEqualTo(new SubscriptionStatus("recording", SubscriptionState.RUNNING, head, null));
    }

    @Test
    void a_batch_of_one_who_is_behind_waits_longer_for_more_events() {
        Recording consumer = new Recording(head);
        int few = MAX_BATCH / 2;
        append(few);
        Instant appendedAt = Instant.now();
        await().atMost(PATIENCE).until(() -> appendedAt.plusSeconds(1).isBefore(Instant.now()));

        follow(consumer, MAX_BATCH, Duration.ZERO, FOR_EVER);
        await().atMost(PATIENCE).until(() -> consumer.arrived.get() == few);
        append(MAX_BATCH);

        await().atMost(PATIENCE).until(() -> consumer.handedIn() > 0);
        assertThat(consumer.batches)
                .extracting(EventBatch::count)
                .filteredOn(count -> count > 0)
                .first(as(LONG))
                .isGreaterThan(few);
    }

    @Test
    void while_the_consumer_works_no_more_than_one_more_batch_waits() {
        int bound = 2 * MAX_BATCH + 1;
        Recording consumer = new Recording(head) {
            @Override
            public void accept(EventBatch batch) {
                int inHand = batch.events().size();
                await().atMost(PATIENCE)
                        .until(() -> arrived.get() >= Math.min(appended.size(), handedIn() + inHand + MAX_BATCH));
                mostWaiting = Math.max(mostWaiting, arrived.get() - handedIn());
                super.accept(batch);
            }
        };
        append(20 * MAX_BATCH);

        follow(consumer, MAX_BATCH, Duration.ofMillis(20));

        await().atMost(PATIENCE).until(() -> consumer.orders().equals(appended));
        assertThat(consumer.mostWaiting).isBetween(MAX_BATCH, bound);
    }

    @Test
    void a_batch_that_failed_is_handed_in_again_from_the_checkpoint() {
        AtomicInteger failures = new AtomicInteger(3);
        Recording consumer = new Recording(head) {
            @Override
            public void accept(EventBatch batch) {
                if (!batches.isEmpty() && failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("not now");
                }
                super.accept(batch);
            }
        };
        append(4 * MAX_BATCH);

        follow(consumer, MAX_BATCH, Duration.ofMillis(20));

        await().atMost(PATIENCE).until(() -> consumer.orders().equals(appended));
        assertThat(consumer.starts).hasValue(4);
        assertThat(consumer.stops).hasValue(3);
    }

    private void follow(Recording consumer, int maxBatch, Duration batchTime) {
        follow(consumer, maxBatch, batchTime, batchTime);
    }

    private void follow(Recording consumer, int maxBatch, Duration batchTime, Duration batchTimeBehind) {
        var properties = new SubscriptionProperties(
                store.connectionString(),
                Duration.ofSeconds(10),
                maxBatch,
                batchTime,
                batchTimeBehind,
                FOR_EVER,
                Duration.ofMillis(1),
                Duration.ofMillis(10));
        log = new EventLog(codec, properties, new SimpleMeterRegistry());
        subscription = new CatchUpSubscription(log, consumer, properties, () -> {});
        subscription.start();
    }

    private void append(int orders) {
        for (int i = 0; i < orders; i++) {
            String orderId = UUID.randomUUID().toString();
            StoredEvent event = Backing.event(orderId, 0, 0);
            EncodedEvent encoded = codec.encode(event.event(), event.metadata());
            head = client.appendToStream(
                            OrderStreams.nameOf(orderId),
                            EventDataBuilder.json(encoded.type(), encoded.data())
                                    .metadataAsBytes(encoded.metadata())
                                    .build())
                    .join()
                    .getLogPosition()
                    .getCommitUnsigned();
            appended.add(orderId);
        }
    }

    /** Remembers what it is handed in, from a checkpoint on. */
    private static class Recording implements EventConsumer {

        final List<EventBatch> batches = new CopyOnWriteArrayList<>();
        final AtomicInteger arrived = new AtomicInteger();
        final AtomicInteger starts = new AtomicInteger();
        final AtomicInteger stops = new AtomicInteger();
        volatile int mostWaiting;
        private final long checkpoint;

        Recording(long checkpoint) {
            this.checkpoint = checkpoint;
        }

        List<String> orders() {
            return batches.stream()
                    .flatMap(batch -> batch.events().stream())
                    .map(StoredEvent::orderId)
                    .toList();
        }

        int handedIn() {
            return orders().size();
        }

        @Override
        public String name() {
            return "recording";
        }

        @Override
        public boolean concerns(String orderId) {
            arrived.incrementAndGet();
            return true;
        }

        @Override
        public long start() {
            starts.incrementAndGet();
            return batches.isEmpty() ? checkpoint : batches.getLast().position();
        }

        @Override
        public void accept(EventBatch batch) {
            batches.add(batch);
        }

        @Override
        public void stop() {
            stops.incrementAndGet();
        }
    }
}
