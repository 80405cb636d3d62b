package io.orderstream.benchmarks.eventstore;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ExpectedRevision;
import com.eventstore.dbclient.ReadAllOptions;
import com.eventstore.dbclient.ReadMessage;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.SubscribeToAllOptions;
import com.eventstore.dbclient.Subscription;
import com.eventstore.dbclient.SubscriptionListener;
import com.eventstore.dbclient.proto.streams.StreamsGrpc;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.AppendReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.AppendResp;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.orderstream.benchmarks.measure.Measured;
import io.orderstream.benchmarks.measure.Rounds;
import io.orderstream.benchmarks.measure.ServerProcess;
import io.orderstream.local.eventstore.LocalEventStore;
import io.orderstream.local.eventstore.engine.EventStoreEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Subscriber;

/**
 * Measures the local event store over the official client on loopback, each figure beside the least it could cost:
 * the same client against a server that stores nothing, the same call without the client, the disk's own fsync, the
 * same bytes over a bare stream. All in one run, in turns, so that the machine's moods strike all of them; medians.
 *
 * <p>Arguments: seconds a round, rounds, events to read, the file for the JSON.
 */
public final class EventStoreBenchmark {
    private static final int[] IN_FLIGHT = {1, 16, 64, 256};
    private static final int START_UP_EVENTS = 1_000_000;

    private final Duration round;
    private final int rounds;
    private final int events;
    private final Map<String, Object> results = new LinkedHashMap<>();

    private EventStoreBenchmark(Duration round, int rounds, int events) {
        this.round = round;
        this.rounds = rounds;
        this.events = events;
    }

    public static void main(String[] arguments) throws Exception {
        var benchmark = new EventStoreBenchmark(
                Duration.ofMillis((long) (Double.parseDouble(arguments[0]) * 1000)),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]));
        benchmark.run();
        Path file = Path.of(arguments[3]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), benchmark.results);
        System.exit(0);
    }

    private void run() throws Exception {
        Path folder = Files.createTempDirectory("event-store-benchmark");
        results.put("java", System.getProperty("java.version"));
        results.put("processors", Runtime.getRuntime().availableProcessors());
        try (var store = ServerProcess.start(LocalEventStore.class, jvm(), folder.toString(), "0");
                var bare = ServerProcess.start(BareServer.class, jvm())) {
            var stored = new Target(store);
            var discarded = new Target(bare);
            appends(folder, stored, discarded);
            reads(stored, discarded);
            fill(stored, START_UP_EVENTS);
            stored.close();
            discarded.close();
        }
        startUp(folder);
        delete(folder);
    }

    private void startUp(Path folder) throws Exception {
        long size = Files.size(folder.resolve("events.log"));
        List<Double> seconds = new ArrayList<>();
        int stored = 0;
        for (int i = 0; i < rounds; i++) {
            long began = System.nanoTime();
            try (var engine = EventStoreEngine.open(folder)) {
                seconds.add((System.nanoTime() - began) / 1e9);
                stored = engine.reader().events();
            }
        }
        double median = seconds.stream().sorted().toList().get(rounds / 2);
        System.out.printf(
                "%nopening a log of %d events and %d MB, verified and indexed whole: %.2f s%n",
                stored, size >> 20, median);
        results.put("startUp", Map.of("events", stored, "logBytes", size, "seconds", median));
    }

    private static List<String> jvm() {
        return List.of("-Xmx2g", "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4");
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void appends(Path folder, Target stored, Target discarded) throws Exception {
        System.out.printf(
                "appends of one %d-byte event, %d rounds of %s%n%-34s %9s %9s %9s %9s %9s %9s%n",
                Payload.SIZE, rounds, round, "", "in flight", "a second", "best", "p50 ms", "p99 ms", "p99.9 ms");
        List<Map<String, Object>> rows = new ArrayList<>();
        new Load(64, Duration.ofSeconds(5)).run(stored::append);
        new Load(64, Duration.ofSeconds(5)).run(discarded::append);
        new Load(64, Duration.ofSeconds(2)).run(stored::call);
        new Load(64, Duration.ofSeconds(2)).run(discarded::call);
        for (int inFlight : IN_FLIGHT) {
            var load = new Load(inFlight, round);
            Map<String, Callable<Measured>> contenders = new LinkedHashMap<>();
            contenders.put("official client, stored", () -> load.run(stored::append));
            contenders.put("official client, not stored (a)", () -> load.run(discarded::append));
            contenders.put("bare call, stored", () -> load.run(stored::call));
            contenders.put("bare call, not stored", () -> load.run(discarded::call));
            inTurns(contenders).forEach((name, measured) -> rows.add(row(name, inFlight, measured)));
        }
        Measured fsync = Measured.medianOf(repeat(() -> fsync(folder)));
        rows.add(row("write and fsync, no server (b)", 1, fsync));
        results.put("appends", rows);
    }

    private void reads(Target stored, Target discarded) throws Exception {
        fill(stored, events);
        int size = wireSize(stored);
        System.out.printf("%nreading %d events of %d bytes (%d on the wire)%n", events, Payload.SIZE, size);
        Map<String, Callable<Measured>> contenders = new LinkedHashMap<>();
        contenders.put("read of $all", () -> rate(stored::readAll));
        contenders.put("subscription to $all", () -> rate(stored::subscribe));
        contenders.put("the same bytes, bare stream", () -> rate(count -> discarded.copy(count, size)));
        inTurns(contenders);
        List<Map<String, Object>> rows = new ArrayList<>();
        inTurns(contenders).forEach((name, measured) -> rows.add(row(name, 1, measured)));
        results.put("reads", rows);
    }

    private Map<String, Measured> inTurns(Map<String, Callable<Measured>> contenders) throws Exception {
        return Rounds.inTurns(rounds, contenders).medians();
    }

    private List<Measured> repeat(Callable<Measured> contender) throws Exception {
        List<Measured> all = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            all.add(contender.call());
        }
        return all;
    }

    private static Map<String, Object> row(String name, int inFlight, Measured measured) {
        System.out.printf(
                "%-34s %9d %9.0f %9.0f %9.2f %9.2f %9.2f%n",
                name,
                inFlight,
                measured.perSecond(),
                measured.best(),
                measured.millis(50),
                measured.millis(99),
                measured.millis(99.9));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("what", name);
        row.put("inFlight", inFlight);
        row.putAll(measured.figures());
        return row;
    }

    /** One write of an append's size and one fsync, one after the other. */
    private Measured fsync(Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("fsync");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.allocateDirect(700);
            var position = new AtomicLong();
            return new Load(1, round).run(done -> {
                try {
                    channel.write(bytes.clear(), position.getAndAdd(700));
                    channel.force(false);
                    done.run();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        } finally {
            Files.delete(file);
        }
    }

    private static void fill(Target stored, int events) throws Exception {
        int missing = events - stored.count();
        int each = 500;
        for (int i = 0; i < missing; i += each) {
            stored.appendMany("filling-" + UUID.randomUUID(), Math.min(each, missing - i));
        }
    }

    /** What one event's message weighs: the payload and all that the protocol adds. */
    private static int wireSize(Target stored) throws Exception {
        return Payload.SIZE + stored.overhead();
    }

    private interface Reading {
        void read(int count) throws Exception;
    }

    private Measured rate(Reading reading) throws Exception {
        long began = System.nanoTime();
        reading.read(events);
        long elapsed = System.nanoTime() - began;
        var latency = new org.HdrHistogram.Histogram(Duration.ofHours(1).toNanos(), 3);
        latency.recordValue(elapsed);
        return Measured.of(events * 1e9 / elapsed, latency);
    }

    /** One server and the ways of talking to it. */
    private static final class Target {
        private final EventStoreDBClient client;
        private final ManagedChannel channel;
        private final StreamsGrpc.StreamsStub stub;

        Target(ServerProcess server) {
            this.client = EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(server.address()));
            this.channel = NettyChannelBuilder.forAddress("localhost", server.port())
                    .usePlaintext()
                    .directExecutor()
                    .build();
            this.stub = StreamsGrpc.newStub(channel);
        }

        void append(Runnable done) {
            client.appendToStream(
                            "order-" + UUID.randomUUID(),
                            AppendToStreamOptions.get().expectedRevision(ExpectedRevision.noStream()),
                            Payload.event())
                    .whenComplete((written, failure) -> {
                        if (failure != null) {
                            throw new IllegalStateException(failure);
                        }
                        done.run();
                    });
        }

        /** An append with nothing of the official client but its messages. */
        void call(Runnable done) {
            StreamObserver<AppendReq> request = stub.append(new StreamObserver<>() {
                @Override
                public void onNext(AppendResp answer) {
                    done.run();
                }

                @Override
                public void onError(Throwable failure) {
                    throw new IllegalStateException(failure);
                }

                @Override
                public void onCompleted() {
                    // Counted by its answer.
                }
            });
            request.onNext(Payload.options("order-" + UUID.randomUUID()));
            request.onNext(Payload.message());
            request.onCompleted();
        }

        void appendMany(String stream, int count) throws Exception {
            List<com.eventstore.dbclient.EventData> events = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                events.add(Payload.event());
            }
            client.appendToStream(stream, events.iterator()).get(1, TimeUnit.MINUTES);
        }

        int count() throws Exception {
            var counter = new Counter(Long.MAX_VALUE);
            client.readAllReactive(ReadAllOptions.get().deadline(600_000)).subscribe(counter);
            return counter.all.get(10, TimeUnit.MINUTES).intValue();
        }

        int overhead() throws Exception {
            var options = ReadAllOptions.get().backwards().fromEnd().maxCount(1);
            var event = client.readAll(options)
                    .get(1, TimeUnit.MINUTES)
                    .getEvents()
                    .getFirst()
                    .getEvent();
            return 160 + event.getStreamId().length() + event.getUserMetadata().length;
        }

        void readAll(int count) throws Exception {
            var counter = new Counter(count);
            client.readAllReactive(ReadAllOptions.get().maxCount(count).deadline(600_000))
                    .subscribe(counter);
            counter.all.get(10, TimeUnit.MINUTES);
        }

        void subscribe(int count) throws Exception {
            var all = new CountDownLatch(count);
            Subscription subscription = client.subscribeToAll(
                            new SubscriptionListener() {
                                @Override
                                public void onEvent(Subscription own, ResolvedEvent event) {
                                    all.countDown();
                                }
                            },
                            SubscribeToAllOptions.get().fromStart())
                    .get(1, TimeUnit.MINUTES);
            all.await();
            subscription.stop();
        }

        void copy(int count, int size) throws Exception {
            var done = new CompletableFuture<Void>();
            byte[] request = ByteBuffer.allocate(8).putInt(count).putInt(size).array();
            ClientCalls.asyncServerStreamingCall(
                    channel.newCall(BareServer.COPY, CallOptions.DEFAULT), request, new StreamObserver<byte[]>() {
                        @Override
                        public void onNext(byte[] message) {
                            // Only taken.
                        }

                        @Override
                        public void onError(Throwable failure) {
                            done.completeExceptionally(failure);
                        }

                        @Override
                        public void onCompleted() {
                            done.complete(null);
                        }
                    });
            done.get(10, TimeUnit.MINUTES);
        }

        void close() throws Exception {
            client.shutdown().get(1, TimeUnit.MINUTES);
            channel.shutdownNow();
        }
    }

    private static final class Counter implements Subscriber<ReadMessage> {
        private final CompletableFuture<Long> all = new CompletableFuture<>();
        private final long wanted;
        private long seen;

        Counter(long wanted) {
            this.wanted = wanted;
        }

        @Override
        public void onSubscribe(org.reactivestreams.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ReadMessage message) {
            if (message.hasEvent() && ++seen == wanted) {
                all.complete(seen);
            }
        }

        @Override
        public void onError(Throwable failure) {
            all.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            all.complete(seen);
        }
    }
}
