package io.orderstream.projector.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.EventData;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a subscription does when the log, the consumer or the machine lets it down. */
class BrokenSubscriptionIntegrationTests {

    private static final Duration SILENCE = Duration.ofMillis(500);

    private final EndingCalls calls = new EndingCalls();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EventCodec codec = new EventCodec();
    private LocalEventStore store;
    private EventStoreDBClient writer;
    private EventLog log;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        store = LocalEventStore.open(folder, 0, List.of(calls));
        writer = EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(store.connectionString()));
        log = new EventLog(codec, properties(SILENCE), meters);
    }

    @AfterEach
    void stop() throws IOException {
        log.close();
        writer.shutdown();
        store.close();
    }

    /** Remembers what it was given, and fails when told to. */
    private static final class Recorder implements EventConsumer {

        private final List<String> orders = new CopyOnWriteArrayList<>();
        private final AtomicReference<@Nullable Error> failure = new AtomicReference<>();
        private volatile long position = -1;

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public long start() {
            return position;
        }

        @Override
        public void accept(EventBatch batch) {
            Error failing = failure.get();
            if (failing != null) {
                throw failing;
            }
            batch.events().stream().map(StoredEvent::orderId).forEach(orders::add);
            position = batch.position();
        }
    }

    @Test
    void what_comes_after_the_server_ended_the_subscription_without_a_word_arrives_and_the_silence_is_counted() {
        Recorder recorder = new Recorder();
        try (CatchUpSubscription subscription = follow(recorder, SILENCE)) {
            List<String> written = new ArrayList<>(List.of(append()));
            until(() -> recorder.orders.equals(written));

            until(() -> {
                assertThat(calls.end()).isPositive();
                written.add(append());
                until(() -> recorder.orders.equals(written));
                return silences() > 0;
            });

            assertThat(subscription.status().state()).isEqualTo(SubscriptionState.RUNNING);
        }
    }

    @Test
    void where_nothing_happens_silence_is_no_failure() {
        Recorder recorder = new Recorder();
        String order = append();
        try (CatchUpSubscription subscription = follow(recorder, Duration.ofMillis(1))) {
            until(() -> recorder.orders.equals(List.of(order)));

            int before = calls.begun();
            until(() -> calls.begun() > before + 10);

            assertThat(subscription.status().state()).isEqualTo(SubscriptionState.RUNNING);
            assertThat(silences()).isZero();
        }
    }

    @Test
    void an_error_is_shown_and_waited_out_like_any_failure() {
        Recorder recorder = new Recorder();
        recorder.failure.set(new StackOverflowError("too deep"));
        try (CatchUpSubscription subscription = follow(recorder, SILENCE)) {
            String order = append();
            until(() -> subscription.status().state() == SubscriptionState.RETRYING);
            assertThat(subscription.status().problem()).contains("too deep");

            recorder.failure.set(null);

            until(() -> recorder.orders.equals(List.of(order)));
            until(() -> subscription.status().state() == SubscriptionState.RUNNING);
        }
    }

    @Test
    void the_head_is_the_last_event_of_an_order_whatever_else_is_written() {
        assertThat(log.head()).isEqualTo(-1);
        append();
        long first = log.head();
        for (int i = 0; i < 12; i++) {
            append(
                    "elsewhere",
                    EventData.builderAsJson("noise", "{}".getBytes()).build());
        }
        assertThat(log.head()).isEqualTo(first);
        append();
        long second = log.head();

        assertThat(second).isGreaterThan(first);
        assertThat(log.head()).isEqualTo(second);
    }

    private CatchUpSubscription follow(EventConsumer consumer, Duration silence) {
        CatchUpSubscription subscription = new CatchUpSubscription(log, consumer, properties(silence), () -> {});
        subscription.start();
        return subscription;
    }

    private SubscriptionProperties properties(Duration silence) {
        return new SubscriptionProperties(
                store.connectionString(),
                Duration.ofSeconds(10),
                100,
                Duration.ofMillis(2),
                Duration.ofMillis(2),
                silence,
                Duration.ofMillis(10),
                Duration.ofMillis(100));
    }

    private String append() {
        String orderId = UUID.randomUUID().toString();
        StoredEvent event = Backing.event(orderId, 0, 0);
        EncodedEvent encoded = codec.encode(event.event(), event.metadata());
        append(
                OrderStreams.nameOf(orderId),
                EventDataBuilder.json(encoded.type(), encoded.data())
                        .metadataAsBytes(encoded.metadata())
                        .build());
        return orderId;
    }

    private void append(String stream, EventData event) {
        writer.appendToStream(stream, AppendToStreamOptions.get(), event).join();
    }

    private double silences() {
        return meters.counter("orderstream.subscription.silent", "consumer", "recorder")
                .count();
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(45)).until(condition);
    }
}
