package io.orderstream.benchmarks.projection;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.EventData;
import com.eventstore.dbclient.EventDataBuilder;
import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ExpectedRevision;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.SubscribeToAllOptions;
import com.eventstore.dbclient.Subscription;
import com.eventstore.dbclient.SubscriptionFilter;
import com.eventstore.dbclient.SubscriptionListener;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.orderstream.benchmarks.measure.ReadModelStore;
import io.orderstream.events.stored.EncodedEvent;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderStreams;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.local.backing.LocalMongo;
import io.orderstream.local.eventstore.LocalEventStore;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderProjection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast a projector catches up, beside reading and decoding the same events alone, and beside writing the same documents
 * alone; how far it is behind while commands come in; and how much memory it has meanwhile.
 *
 * <p>Arguments: events, seconds at each rate, the projector's executable jar, where the JSON goes.
 */
public final class ProjectionBenchmark {

    private static final int WINDOW = 3_000;
    private static final int BATCH = 1_000;
    private static final int IN_FLIGHT = 64;
    private static final int HEAP_MEGABYTES = 256;
    private static final int[] RATES = {100, 500, 1_000};
    private static final String DATABASE = "benchmark";

    private final EventCodec codec = new EventCodec();
    private final EventStoreDBClient client;
    private final MongoClient mongo;
    private final Path folder;
    private final Path projector;
    private final String eventStore;
    private final String mongodb;

    private ProjectionBenchmark(Path folder, Path projector, String eventStore, String mongodb) {
        this.folder = folder;
        this.projector = projector;
        this.eventStore = eventStore;
        this.mongodb = mongodb;
        this.client = EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(eventStore));
        this.mongo = MongoClients.create(mongodb);
    }

    public static void main(String[] arguments) throws Exception {
        int events = Integer.parseInt(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("projection-benchmark");
        try (LocalEventStore store = LocalEventStore.open(folder.resolve("eventstore"), 0);
                LocalMongo mongo = LocalMongo.start(folder.resolve("mongodb"), 0)) {
            var benchmark = new ProjectionBenchmark(
                    folder, Path.of(arguments[2]), store.connectionString(), mongo.connectionString());
            Map<String, Object> result = benchmark.run(events / OrderEvents.STEPS, seconds);
            Path json = Path.of(arguments[3]);
            JsonMapper mapper = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
            Files.writeString(json, mapper.writeValueAsString(result));
            System.out.println("written to " + json);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        System.exit(0);
    }

    private Map<String, Object> run(int orders, int seconds) throws Exception {
        long events = (long) orders * OrderEvents.STEPS;
        long head = fill(orders);
        System.out.printf("%,d events of %,d orders%n", events, orders);
        List<StoredEvent> read = new ArrayList<>();
        double reading = events / secondsOf(() -> readAll(events, read));
        double writing = events / writeAlone(read);
        read.clear();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("events", events);
        result.put("readAndDecodePerSecond", Math.round(reading));
        result.put("bulkWritePerSecond", Math.round(writing));
        try (var process = new ProjectorProcess(
                projector, HEAP_MEGABYTES, eventStore, mongodb + "/" + DATABASE, folder.resolve("projector.log"))) {
            catchUp(process, events, head, Math.min(reading, writing), result);
            for (int rate : RATES) {
                result.put("lagAt" + rate + "PerSecondMillis", lag(rate, seconds));
            }
        }
        result.forEach((name, value) -> System.out.printf("%-32s %s%n", name, value));
        return result;
    }

    /** Each order's steps are far enough apart that none of them share a batch. */
    private long fill(int orders) throws InterruptedException {
        AtomicLong head = new AtomicLong();
        for (int from = 0; from < orders; from += WINDOW) {
            List<String> ids = new ArrayList<>();
            for (int i = from; i < Math.min(orders, from + WINDOW); i++) {
                ids.add(UUID.randomUUID().toString());
            }
            for (int step = 0; step < OrderEvents.STEPS; step++) {
                Semaphore free = new Semaphore(IN_FLIGHT);
                for (String id : ids) {
                    free.acquire();
                    append(id, step, position -> {
                        head.accumulateAndGet(position, Math::max);
                        free.release();
                    });
                }
                free.acquire(IN_FLIGHT);
            }
        }
        return head.get();
    }

    private interface Appended {
        void at(long position);
    }

    private void append(String orderId, int step, Appended appended) {
        OrderEvent event = OrderEvents.event(orderId, step);
        EncodedEvent encoded = codec.encode(event, OrderEvents.metadata(codec.schemaVersion(event)));
        EventData data = EventDataBuilder.json(encoded.type(), encoded.data())
                .metadataAsBytes(encoded.metadata())
                .build();
        AppendToStreamOptions options = AppendToStreamOptions.get();
        options.expectedRevision(
                step == 0 ? ExpectedRevision.noStream() : ExpectedRevision.expectedRevision(step - 1L));
        client.appendToStream(OrderStreams.nameOf(orderId), options, data)
                .thenAccept(result -> appended.at(result.getLogPosition().getCommitUnsigned()));
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double secondsOf(Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }

    private void readAll(long events, List<StoredEvent> into) throws Exception {
        CountDownLatch left = new CountDownLatch(Math.toIntExact(events));
        AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
        var options = SubscribeToAllOptions.get()
                .fromStart()
                .filter(SubscriptionFilter.newBuilder()
                        .addStreamNamePrefix(OrderStreams.PREFIX)
                        .build());
        Subscription subscription = client.subscribeToAll(
                        new SubscriptionListener() {
                            @Override
                            public void onEvent(@Nullable Subscription it, ResolvedEvent resolved) {
                                RecordedEvent event = resolved.getEvent();
                                into.add(codec.decode(
                                        OrderStreams.orderIdOf(event.getStreamId()),
                                        event.getRevision(),
                                        event.getPosition().getCommitUnsigned(),
                                        event.getEventType(),
                                        event.getEventData(),
                                        event.getUserMetadata()));
                                left.countDown();
                            }

                            @Override
                            public void onCancelled(@Nullable Subscription it, @Nullable Throwable reason) {
                                failed.set(reason);
                            }
                        },
                        options)
                .get();
        if (!left.await(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException("not all events were read", failed.get());
        }
        subscription.stop();
    }

    /** Seconds for writing what the projector would write, batch by batch; making the documents is not counted. */
    private double writeAlone(List<StoredEvent> events) {
        MongoCollection<Document> collection = mongo.getDatabase("alone")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .getCollection("orders");
        MappingMongoConverter converter = ReadModelStore.converter();
        OrderProjection projection = new OrderProjection();
        Map<String, OrderDocument> orders = new HashMap<>();
        long nanos = 0;
        for (int from = 0; from < events.size(); from += BATCH) {
            List<WriteModel<Document>> writes = new ArrayList<>();
            for (StoredEvent event : events.subList(from, Math.min(events.size(), from + BATCH))) {
                OrderDocument before = orders.get(event.orderId());
                OrderDocument after = projection.fold(event.orderId(), before, event);
                orders.put(event.orderId(), after);
                Document document = new Document();
                converter.write(after, document);
                writes.add(
                        before == null
                                ? new InsertOneModel<>(document)
                                : new ReplaceOneModel<>(
                                        new Document("_id", before.id()).append("position", before.position()),
                                        document));
            }
            long began = System.nanoTime();
            collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            nanos += System.nanoTime() - began;
        }
        mongo.getDatabase("alone").drop();
        return nanos / 1e9;
    }

    /** Measured from the first batch on, so that starting a JVM does not count. */
    private void catchUp(ProjectorProcess process, long events, long head, double slower, Map<String, Object> result) {
        Document first = awaitCheckpoint(0);
        long began = System.nanoTime();
        long most = 0;
        while (position(checkpoint()) < head) {
            most = Math.max(most, process.residentMegabytes());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double perSecond = (events - first.getLong("events")) / seconds;
        result.put("ordersCatchUpPerSecond", Math.round(perSecond));
        result.put("ordersCatchUpOfTheSlower", Math.round(100 * perSecond / slower) / 100.0);
        result.put("mostResidentMegabytesWithHeapOf" + HEAP_MEGABYTES, most);
    }

    /** From acknowledged to visible, in milliseconds. */
    private Map<String, Double> lag(int rate, int seconds) {
        record Acknowledged(long position, long at) {}
        var pending = new ConcurrentLinkedQueue<Acknowledged>();
        int count = rate * seconds;
        long began = System.nanoTime();
        Thread.ofPlatform().daemon().start(() -> {
            for (int i = 0; i < count; i++) {
                LockSupport.parkNanos(began + i * 1_000_000_000L / rate - System.nanoTime());
                append(UUID.randomUUID().toString(), 0, at -> pending.add(new Acknowledged(at, System.nanoTime())));
            }
        });
        double[] millis = new double[count];
        int seen = 0;
        while (seen < count) {
            long position = position(checkpoint());
            long now = System.nanoTime();
            for (var each = pending.iterator(); each.hasNext(); ) {
                Acknowledged acknowledged = each.next();
                if (acknowledged.position() <= position) {
                    millis[seen++] = Math.max(0, (now - acknowledged.at()) / 1e6);
                    each.remove();
                }
            }
            LockSupport.parkNanos(500_000);
        }
        Arrays.sort(millis);
        Map<String, Double> lag = new LinkedHashMap<>();
        lag.put("p50", percentile(millis, 0.5));
        lag.put("p99", percentile(millis, 0.99));
        lag.put("max", percentile(millis, 1));
        return lag;
    }

    private static double percentile(double[] sorted, double part) {
        return Math.round(10 * sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))]) / 10.0;
    }

    private Document awaitCheckpoint(long atLeast) {
        while (true) {
            Document checkpoint = checkpoint();
            if (checkpoint != null && position(checkpoint) >= atLeast) {
                return checkpoint;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private @Nullable Document checkpoint() {
        return mongo.getDatabase(DATABASE)
                .getCollection("checkpoints")
                .find(Filters.eq("_id", new OrderProjection().collection()))
                .first();
    }

    private static long position(@Nullable Document checkpoint) {
        return checkpoint == null ? -1 : ((Number) checkpoint.get("position")).longValue();
    }
}
