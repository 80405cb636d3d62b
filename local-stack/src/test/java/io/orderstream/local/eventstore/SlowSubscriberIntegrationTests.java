package io.orderstream.local.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eventstore.dbclient.EventData;
import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.SubscribeToAllOptions;
import com.eventstore.dbclient.Subscription;
import com.eventstore.dbclient.SubscriptionListener;
import com.eventstore.dbclient.proto.shared.Shared;
import com.eventstore.dbclient.proto.streams.StreamsGrpc;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A subscriber that takes nothing, in front of a store with far less memory than is written meanwhile. */
class SlowSubscriberIntegrationTests {
    private static final int EVENTS = 60_000;
    private static final int EVENTS_AN_APPEND = 600;
    private static final int EVENT_SIZE = 1400;

    @Test
    void a_subscriber_that_stalls_slows_nobody_fills_no_memory_and_catches_up_from_the_log(@TempDir Path folder)
            throws Exception {
        try (var store = StoreProcess.start(folder, "-Xmx64m", "-XX:MaxDirectMemorySize=64m")) {
            URI address = URI.create(store.connectionString());
            ManagedChannel channel = NettyChannelBuilder.forAddress(address.getHost(), address.getPort())
                    .usePlaintext()
                    .build();
            EventStoreDBClient client =
                    EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(store.connectionString()));

            // given a subscriber that was live and then takes nothing more
            var stalled = new Stalled();
            StreamsGrpc.newStub(channel).read(subscription(), stalled);
            stalled.take(2);
            await().until(() -> stalled.caughtUp.get() == 1);
            var others = new AtomicInteger();
            client.subscribeToAll(counting(others), SubscribeToAllOptions.get()).get(10, TimeUnit.SECONDS);

            // when more is written than memory could hold
            write(client);

            // then another subscriber has everything although the first has nothing
            await().atMost(Duration.ofSeconds(30)).until(() -> others.get() == EVENTS);
            assertThat(stalled.positions).isEmpty();

            // and the first is told that it fell behind, gets everything once and in order, and is told it caught up
            stalled.take(Integer.MAX_VALUE);
            await().atMost(Duration.ofSeconds(30)).until(() -> stalled.caughtUp.get() == 2);
            assertThat(stalled.fellBehind.get()).isEqualTo(1);
            assertThat(stalled.positions).hasSize(EVENTS).isSorted().doesNotHaveDuplicates();

            client.shutdown().get(10, TimeUnit.SECONDS);
            channel.shutdownNow();
        }
    }

    private static void write(EventStoreDBClient client) throws Exception {
        byte[] data = new byte[EVENT_SIZE];
        for (int i = 0; i < EVENTS / EVENTS_AN_APPEND; i++) {
            List<EventData> events = IntStream.range(0, EVENTS_AN_APPEND)
                    .mapToObj(ignored ->
                            EventData.builderAsBinary("written", data).build())
                    .toList();
            client.appendToStream("stream-" + i, events.iterator()).get(20, TimeUnit.SECONDS);
        }
    }

    private static SubscriptionListener counting(AtomicInteger counter) {
        return new SubscriptionListener() {
            @Override
            public void onEvent(Subscription subscription, ResolvedEvent event) {
                counter.incrementAndGet();
            }
        };
    }

    private static ReadReq subscription() {
        var empty = Shared.Empty.getDefaultInstance();
        return ReadReq.newBuilder()
                .setOptions(ReadReq.Options.newBuilder()
                        .setAll(ReadReq.Options.AllOptions.newBuilder().setStart(empty))
                        .setSubscription(ReadReq.Options.SubscriptionOptions.getDefaultInstance())
                        .setNoFilter(empty)
                        .setUuidOption(ReadReq.Options.UUIDOption.newBuilder().setStructured(empty)))
                .build();
    }

    private static final class Stalled implements ClientResponseObserver<ReadReq, ReadResp> {
        private final List<Long> positions = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger caughtUp = new AtomicInteger();
        private final AtomicInteger fellBehind = new AtomicInteger();
        private ClientCallStreamObserver<ReadReq> call;

        @Override
        public void beforeStart(ClientCallStreamObserver<ReadReq> started) {
            call = started;
            call.disableAutoRequestWithInitial(0);
        }

        void take(int messages) {
            call.request(messages);
        }

        @Override
        public void onNext(ReadResp message) {
            switch (message.getContentCase()) {
                case EVENT -> positions.add(message.getEvent().getCommitPosition());
                case CAUGHT_UP -> caughtUp.incrementAndGet();
                case FELL_BEHIND -> fellBehind.incrementAndGet();
                default -> assertThat(message.hasConfirmation()).isTrue();
            }
        }

        @Override
        public void onError(Throwable cause) {
            assertThat(cause).isNotNull();
        }

        @Override
        public void onCompleted() {
            throw new AssertionError("a subscription does not end by itself");
        }
    }
}
