package io.orderstream.projector.relay;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.EventDataBuilder;
import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ExpectedRevision;
import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.events.stored.EncodedEvent;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.OrderStreams;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.local.eventstore.LocalEventStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Measures the relay, each process in a JVM of its own: catching up, and a replay, beside (a) an idempotent producer and (b)
 * a transactional one that write the same bytes and do nothing else, in turns; and from the acknowledgement of an event
 * until a consumer of committed records has it, at fixed rates.
 *
 * <p>Arguments: events, rounds, seconds at each rate, the folder of the documentation that the results are written into.
 */
final class RelayBenchmark {

    static final List<Integer> RATES = List.of(100, 500, 1_000);

    private static final int IN_FLIGHT = 128;
    private static final int OPEN_ORDERS = 500;
    private static final int NOTE = 2;
    private static final List<StoredEvent> LIFE = History.ofOneDelivered();
    private static final List<String> FLAGS = List.of("-Xmx1g", "-XX:+UseSerialGC");

    private final Path folder = Files.createTempDirectory("relay-benchmark");
    private final int eventStorePort = freePort();
    private final int kafkaPort = freePort();
    private final EventCodec codec = new EventCodec();
    private final EventStoreDBClient client = EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(
            "esdb://localhost:" + eventStorePort + "?tls=false&maxDiscoverAttempts=100&discoveryInterval=100"));
    private int phase;

    private RelayBenchmark() throws IOException {}

    public static void main(String[] arguments) throws Exception {
        RelayReport report = new RelayBenchmark()
                .run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        report.write(Path.of(arguments[3]));
        System.out.println(report.text());
        System.exit(0);
    }

    private RelayReport run(int events, int rounds, int seconds) throws Exception {
        RelayReport report = new RelayReport(events, rounds, seconds);
        ChildProcess eventStore = ChildProcess.start(
                folder.resolve("eventstore.log"),
                FLAGS,
                LocalEventStore.class,
                folder.resolve("eventstore").toString(),
                Integer.toString(eventStorePort));
        ChildProcess broker = ChildProcess.start(
                folder.resolve("kafka.log"),
                FLAGS,
                KafkaProcess.class,
                folder.resolve("kafka").toString(),
                Integer.toString(kafkaPort));
        try (eventStore;
                broker) {
            fill(events);
            catchUp(0, events, eventStore, broker, new RelayReport(events, rounds, seconds));
            for (int round = 1; round <= rounds; round++) {
                forgetEverything();
                catchUp(round, events, eventStore, broker, report);
            }
            forgetEverything();
            lag(seconds, told(events), report);
        }
        return report;
    }

    /** Orders live as the sample does, many at a time. */
    private void fill(int events) throws Exception {
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        for (int i = 0; i < events; i++) {
            inFlight.acquire();
            append(orderId(i), step(i)).whenComplete((done, failed) -> inFlight.release());
        }
        inFlight.acquire(IN_FLIGHT);
        phase++;
    }

    private String orderId(int event) {
        return new UUID(((long) phase << 32) + event / (OPEN_ORDERS * LIFE.size()), event % OPEN_ORDERS).toString();
    }

    private static int step(int event) {
        return event / OPEN_ORDERS % LIFE.size();
    }

    private static int told(int events) {
        int told = 0;
        for (int i = 0; i < events; i++) {
            told += step(i) == NOTE ? 0 : 1;
        }
        return told;
    }

    private CompletableFuture<?> append(String orderId, int step) {
        EncodedEvent event = codec.encode(LIFE.get(step).event(), LIFE.get(step).metadata());
        AppendToStreamOptions options = AppendToStreamOptions.get();
        options.expectedRevision(step == 0 ? ExpectedRevision.noStream() : ExpectedRevision.expectedRevision(step - 1));
        return client.appendToStream(
                OrderStreams.nameOf(orderId),
                options,
                EventDataBuilder.json(event.type(), event.data())
                        .metadataAsBytes(event.metadata())
                        .build());
    }

    /** The broker is as it was when it was new, but for being warm. */
    private void forgetEverything() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
        }
    }

    private void catchUp(int round, int events, ChildProcess eventStore, ChildProcess broker, RelayReport report)
            throws Exception {
        int told = told(events);
        try (Reader checkpoints = new Reader(servers(), RelayTopics.CHECKPOINTS);
                ChildProcess relay = relay()) {
            Throughput throughput = throughput(told, relay, broker, eventStore);
            relay.await(() -> {
                throughput.reached(told((int) checkpoints.lastCheckpoint().events()));
                return throughput.hasReached(told);
            });
            report.caughtUp(RelayReport.RELAY, throughput.figures());
        }
        report.caughtUp(RelayReport.TRANSACTIONAL, producer(broker, round, "b", true));
        report.caughtUp(RelayReport.IDEMPOTENT, producer(broker, round, "a", false));
        try (Reader reader = new Reader(servers(), "replayed");
                ChildProcess replay = relay("--replay=replayed")) {
            Throughput throughput = throughput(told, replay, broker, eventStore);
            replay.await(() -> {
                throughput.reached(reader.poll());
                return throughput.hasReached(told);
            });
            report.caughtUp(RelayReport.REPLAY, throughput.figures());
        }
    }

    private static Throughput throughput(int told, ChildProcess relay, ChildProcess broker, ChildProcess eventStore) {
        return new Throughput(
                told / 5,
                Map.of(
                        RelayReport.PUBLISHER, relay.pid(),
                        RelayReport.BROKER, broker.pid(),
                        RelayReport.EVENT_STORE, eventStore.pid()));
    }

    private String servers() {
        return "localhost:" + kafkaPort;
    }

    private ChildProcess relay(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--spring.kafka.bootstrap-servers=" + servers());
        all.add("--orderstream.eventstore.uri=esdb://localhost:" + eventStorePort + "?tls=false");
        return ChildProcess.start(folder.resolve("relay.log"), FLAGS, RelayProcess.class, all.toArray(String[]::new));
    }

    private Throughput.Figures producer(ChildProcess broker, int round, String name, boolean inTransactions)
            throws IOException {
        Path result = folder.resolve("result-" + name + round);
        try (ChildProcess producer = ChildProcess.start(
                folder.resolve("producer.log"),
                List.of("-Xmx4g", "-XX:+UseSerialGC"),
                ProducerRun.class,
                servers(),
                name,
                Boolean.toString(inTransactions),
                result.toString(),
                Long.toString(broker.pid()))) {
            producer.awaitEnd();
        }
        return Throughput.Figures.read(result);
    }

    private void lag(int seconds, int told, RelayReport report) throws Exception {
        try (Reader reader = new Reader(servers(), DomainEventTypes.EVENTS_TOPIC);
                ChildProcess relay = relay()) {
            relay.await(() -> reader.poll() >= told);
            paced(500, 5, reader);
            for (int rate : RATES) {
                report.lag(rate, paced(rate, seconds, reader));
            }
        }
    }

    /** The steps of orders follow each other, so that all but the first are folded onto what was before. */
    private double[] paced(int rate, int seconds, Reader reader) throws InterruptedException {
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        int events = rate * seconds;
        Thread writer = Thread.ofPlatform().start(() -> {
            CompletableFuture<?>[] last = new CompletableFuture<?>[OPEN_ORDERS];
            Arrays.fill(last, CompletableFuture.completedFuture(null));
            long began = System.nanoTime();
            for (int i = 0; i < events; i++) {
                long due = began + i * 1_000_000_000L / rate;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                String orderId = orderId(i);
                int step = step(i);
                last[i % OPEN_ORDERS] = last[i % OPEN_ORDERS]
                        .thenCompose(before -> append(orderId, step))
                        .thenRun(() -> acknowledged.put(orderId + "/" + step, System.nanoTime()));
            }
            CompletableFuture.allOf(last).join();
        });
        Map<String, Long> visible = reader.arrivals(told(events));
        writer.join();
        phase++;
        return visible.entrySet().stream()
                .mapToDouble(arrival -> Math.max(0, (arrival.getValue() - acknowledged.get(arrival.getKey())) / 1e6))
                .sorted()
                .toArray();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A consumer of committed records. */
    private static final class Reader implements AutoCloseable {

        private final KafkaConsumer<String, byte[]> consumer;
        private final String topic;
        private int seen;
        private RelayCheckpoint last = RelayCheckpoint.NONE;

        Reader(String servers, String topic) {
            this.topic = topic;
            consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            servers,
                            "isolation.level",
                            "read_committed",
                            "auto.offset.reset",
                            "earliest"),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
        }

        private Iterable<ConsumerRecord<String, byte[]>> take() {
            if (consumer.assignment().isEmpty()) {
                consumer.assign(consumer.listTopics().getOrDefault(topic, List.of()).stream()
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList());
                return List.of();
            }
            return consumer.poll(Duration.ofMillis(20));
        }

        /** How many records came so far. */
        int poll() {
            take().forEach(record -> seen++);
            return seen;
        }

        /** The last that came of a topic of checkpoints. */
        RelayCheckpoint lastCheckpoint() {
            take().forEach(record -> last = RelayCheckpoint.of(record));
            return last;
        }

        Map<String, Long> arrivals(int events) {
            Map<String, Long> arrivals = new LinkedHashMap<>();
            while (arrivals.size() < events) {
                Iterable<ConsumerRecord<String, byte[]>> records = take();
                long now = System.nanoTime();
                for (ConsumerRecord<String, byte[]> record : records) {
                    arrivals.put(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8), now);
                }
            }
            return arrivals;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
