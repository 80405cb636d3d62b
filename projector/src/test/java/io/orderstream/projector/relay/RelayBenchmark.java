package io.orderstream.projector.relay;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.EventDataBuilder;
import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ExpectedRevision;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the relay, each process in a JVM of its own: catching up, beside (a) an idempotent producer and (b) a
 * transactional one that write the same bytes and do nothing else, in turns; and from the acknowledgement of an event
 * until a consumer of committed records has it, at fixed rates.
 *
 * <p>Arguments: events, rounds, seconds at each rate, the file for the JSON.
 */
final class RelayBenchmark {

    private static final int IN_FLIGHT = 128;
    private static final int OPEN_ORDERS = 500;
    private static final List<StoredEvent> LIFE = History.ofOneDelivered();
    private static final List<String> FLAGS = List.of("-Xmx1g", "-XX:+UseSerialGC");

    private final Path folder = Files.createTempDirectory("relay-benchmark");
    private final int eventStorePort = freePort();
    private final EventCodec codec = new EventCodec();
    private final EventStoreDBClient client = EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(
            "esdb://localhost:" + eventStorePort + "?tls=false&maxDiscoverAttempts=100&discoveryInterval=100"));

    private RelayBenchmark() throws IOException {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Object> results = new RelayBenchmark()
                .run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        String json =
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(results);
        Files.writeString(Path.of(arguments[3]), json + "\n");
        System.out.println(json);
        System.exit(0);
    }

    private Map<String, Object> run(int events, int rounds, int seconds) throws Exception {
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("java", System.getProperty("java.version"));
        results.put("processors", Runtime.getRuntime().availableProcessors());
        results.put("events", events);
        ChildProcess eventStore = ChildProcess.start(
                folder.resolve("eventstore.log"),
                FLAGS,
                LocalEventStore.class,
                folder.resolve("eventstore").toString(),
                Integer.toString(eventStorePort));
        try (eventStore) {
            fill(events);
            List<Map<String, Double>> catchUp = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                catchUp.add(catchUp(round, told(events)));
                System.out.println(catchUp.getLast());
            }
            results.put("eventsPerSecond", catchUp);
            results.put("lagMillis", lag(seconds, told(events)));
        }
        return results;
    }

    /** Orders live as the sample does, many at a time. */
    private void fill(int events) throws Exception {
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        for (int i = 0; i < events; i++) {
            int step = step(i);
            UUID orderId = new UUID(i / (OPEN_ORDERS * LIFE.size()), i % OPEN_ORDERS);
            inFlight.acquire();
            append(orderId.toString(), step, step).whenComplete((done, failed) -> inFlight.release());
        }
        inFlight.acquire(IN_FLIGHT);
    }

    private static int step(int event) {
        return event / OPEN_ORDERS % LIFE.size();
    }

    private static int told(int events) {
        int told = 0;
        for (int i = 0; i < events; i++) {
            told += step(i) == 2 ? 0 : 1; // the note stays inside
        }
        return told;
    }

    private CompletableFuture<?> append(String orderId, int revision, int step) {
        EncodedEvent event = codec.encode(LIFE.get(step).event(), LIFE.get(step).metadata());
        AppendToStreamOptions options = AppendToStreamOptions.get();
        options.expectedRevision(
                revision == 0 ? ExpectedRevision.noStream() : ExpectedRevision.expectedRevision(revision - 1));
        return client.appendToStream(
                OrderStreams.nameOf(orderId),
                options,
                EventDataBuilder.json(event.type(), event.data())
                        .metadataAsBytes(event.metadata())
                        .build());
    }

    private Map<String, Double> catchUp(int round, int told) throws Exception {
        int port = freePort();
        Map<String, Double> rates = new LinkedHashMap<>();
        ChildProcess broker = broker(round, port);
        try (broker;
                Reader reader = new Reader("localhost:" + port)) {
            try (ChildProcess relay = relay(port)) {
                relay.await(() -> reader.poll() >= told);
                rates.put("relay", reader.rate(told));
            }
            rates.put("transactional producer (b)", producer(port, round, "b", true));
            rates.put("idempotent producer (a)", producer(port, round, "a", false));
            rates.put("relay / (b)", rates.get("relay") / rates.get("transactional producer (b)"));
        }
        return rates;
    }

    private ChildProcess broker(int round, int port) {
        return ChildProcess.start(
                folder.resolve("kafka.log"),
                FLAGS,
                KafkaProcess.class,
                folder.resolve("kafka-" + round).toString(),
                Integer.toString(port));
    }

    private ChildProcess relay(int kafkaPort) {
        return ChildProcess.start(
                folder.resolve("relay.log"),
                FLAGS,
                RelayProcess.class,
                "--spring.kafka.bootstrap-servers=localhost:" + kafkaPort,
                "--orderstream.eventstore.uri=esdb://localhost:" + eventStorePort + "?tls=false");
    }

    private double producer(int port, int round, String name, boolean inTransactions) throws IOException {
        Path result = folder.resolve("result-" + name + round);
        try (ChildProcess producer = ChildProcess.start(
                folder.resolve("producer.log"),
                FLAGS,
                ProducerRun.class,
                "localhost:" + port,
                name,
                Boolean.toString(inTransactions),
                result.toString())) {
            producer.awaitEnd();
        }
        return Double.parseDouble(Files.readString(result));
    }

    private Map<String, Map<String, Double>> lag(int seconds, int told) throws Exception {
        int port = freePort();
        Map<String, Map<String, Double>> lags = new LinkedHashMap<>();
        ChildProcess broker = broker(-1, port);
        try (broker;
                Reader reader = new Reader("localhost:" + port);
                ChildProcess relay = relay(port)) {
            relay.await(() -> reader.poll() >= told);
            paced(500, 5, reader);
            for (int rate : List.of(100, 500, 1_000)) {
                lags.put(rate + "/s", paced(rate, seconds, reader));
                System.out.println(rate + "/s " + lags.get(rate + "/s"));
            }
        }
        return lags;
    }

    private Map<String, Double> paced(int rate, int seconds, Reader reader) throws InterruptedException {
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        int events = rate * seconds;
        Thread writer = Thread.ofPlatform().start(() -> {
            long began = System.nanoTime();
            for (int i = 0; i < events; i++) {
                long due = began + i * 1_000_000_000L / rate;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                String orderId = UUID.randomUUID().toString();
                append(orderId, 0, 0).thenRun(() -> acknowledged.put(orderId + "/0", System.nanoTime()));
            }
        });
        Map<String, Long> visible = reader.arrivals(events);
        writer.join();
        Awaitility.await().until(() -> acknowledged.size() == events);
        double[] millis = visible.entrySet().stream()
                .mapToDouble(arrival -> Math.max(0, (arrival.getValue() - acknowledged.get(arrival.getKey())) / 1e6))
                .sorted()
                .toArray();
        return Map.of(
                "p50", millis[millis.length / 2],
                "p99", millis[millis.length * 99 / 100],
                "max", millis[millis.length - 1]);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A consumer of committed records that notes when they come. */
    private static final class Reader implements AutoCloseable {

        private final KafkaConsumer<String, byte[]> consumer;
        private int seen;
        private int atBegin;
        private long began;
        private long last = System.nanoTime();

        Reader(String servers) {
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
                consumer.assign(consumer.listTopics().getOrDefault("orders.events.v1", List.of()).stream()
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList());
                return List.of();
            }
            return consumer.poll(Duration.ofMillis(20));
        }

        int poll() {
            for (ConsumerRecord<String, byte[]> record : take()) {
                seen += record.offset() >= 0 ? 1 : 0;
                last = System.nanoTime();
            }
            if (began == 0 && seen > 0) {
                began = last;
                atBegin = seen;
            }
            return seen;
        }

        /** Events a second between the first look that found some and the last event. */
        double rate(int all) {
            return (all - atBegin) / ((last - began) / 1e9);
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
