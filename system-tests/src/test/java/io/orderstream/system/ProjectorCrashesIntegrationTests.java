package io.orderstream.system;

import static com.mongodb.client.model.Filters.regex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.Position;
import com.eventstore.dbclient.ReadAllOptions;
import com.eventstore.dbclient.ResolvedEvent;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.OrderStreams;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import io.orderstream.readmodel.customer.CustomerProjection;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.fulfilment.FulfilmentDurationsProjection;
import io.orderstream.readmodel.fulfilment.FulfilmentWorkProjection;
import io.orderstream.readmodel.history.HistoryProjection;
import io.orderstream.readmodel.order.OrderProjection;
import io.orderstream.readmodel.product.ProductProjection;
import io.orderstream.readmodel.sales.SalesProjection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/**
 * Two projectors as processes, which are killed and paused while orders come in, each after a random number of events. More
 * crashes are asked for with {@code orderstream.crashes.rounds}, and the same ones again with
 * {@code orderstream.crashes.seed}.
 */
@Tag("proof")
class ProjectorCrashesIntegrationTests {

    private static final int ROUNDS = Integer.getInteger("orderstream.crashes.rounds", 1);
    private static final long SEED = Long.getLong("orderstream.crashes.seed", System.nanoTime());
    private static final int MOST_EVENTS_BETWEEN = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ReportingCalendar CALENDAR = new ReportingCalendar(ZoneId.of("UTC"));
    private static final List<Projection<?>> READ_MODELS = List.of(
            new OrderProjection(),
            new HistoryProjection(),
            new CustomerProjection(),
            new SalesProjection(CALENDAR),
            new ProductProjection(CALENDAR),
            new FulfilmentWorkProjection(),
            new FulfilmentDurationsProjection(CALENDAR));

    private final Random random = new Random(SEED);
    private EventStoreDBClient log;
    private MongoClient mongo;

    @Test
    void killed_and_paused_projectors_leave_documents_that_equal_a_fresh_fold(@TempDir Path home) throws Exception {
        System.out.println("orderstream.crashes.seed=" + SEED);
        try (Stack stack = Stack.up(home)) {
            log = EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(eventStore(stack)));
            mongo = MongoClients.create(mongodb(stack));
            Process second = stack.startAnother("projector", home.resolve("second-projector.log"), Map.of());
            Process demo = stack.startDemo("--scale-factor=0.01", "--concurrency=4", "--rate=60");
            demo.getInputStream().close();
            try {
                await().atMost(PATIENCE).until(() -> !read(last()).isEmpty());
                for (int round = 0; round < ROUNDS; round++) {
                    awaitShare(second.pid());
                    pauseUntilReplaced(stack.pid("projector"));
                    awaitMoreEvents();
                    second.destroyForcibly().waitFor();
                    awaitMoreEvents();
                    second = stack.startAnother("projector", home.resolve("second-projector.log"), Map.of());
                    awaitShare(second.pid());
                    int restarts = stack.restarts("projector");
                    awaitMoreEvents();
                    stack.kill("projector");
                    awaitMoreEvents();
                    await().atMost(PATIENCE)
                            .until(() -> stack.restarts("projector") > restarts && stack.isUp("projector"));
                }
                assertThat(demo.isAlive()).as("the load runs to the end").isTrue();
                demo.destroyForcibly().waitFor();

                assertAllEqualAFreshFold();
            } finally {
                demo.destroyForcibly().waitFor();
                second.destroyForcibly().waitFor();
                mongo.close();
                log.shutdown();
            }
        }
    }

    /** Events are written now, and go on being written until so many more are that nobody knows where a projector is. */
    private void awaitMoreEvents() {
        long before = head();
        int more = 1 + random.nextInt(MOST_EVENTS_BETWEEN);
        await().atMost(PATIENCE).until(() -> eventsAfter(before, more) >= more);
    }

    private long head() {
        return positionOf(read(last()).getFirst());
    }

    private static ReadAllOptions last() {
        return ReadAllOptions.get().backwards().fromEnd().maxCount(1);
    }

    private long eventsAfter(long position, int most) {
        return read(ReadAllOptions.get()
                        .forwards()
                        .fromPosition(new Position(position, position))
                        .maxCount(most + 1))
                .stream()
                .filter(event -> positionOf(event) > position)
                .count();
    }

    private static long positionOf(ResolvedEvent event) {
        return event.getOriginalEvent().getPosition().getCommitUnsigned();
    }

    private List<ResolvedEvent> read(ReadAllOptions options) {
        return log.readAll(options).join().getEvents();
    }

    private void assertAllEqualAFreshFold() {
        List<StoredEvent> events = storedEvents();
        for (Projection<?> readModel : READ_MODELS) {
            Map<String, RawBsonDocument> expected = folded(readModel, events);
            assertThat(expected).as(readModel.name()).isNotEmpty();
            await(readModel.name())
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stored(readModel)).isEqualTo(expected));
        }
    }

    /** Stops a process in the middle of whatever it does, and wakes it when others have taken all that it worked on. */
    private void pauseUntilReplaced(long pid) {
        awaitMoreEvents();
        Stack.signal(pid, "STOP");
        try {
            awaitMoreEvents();
            await().atMost(PATIENCE).until(() -> leasesOf(pid) == 0);
        } finally {
            Stack.signal(pid, "CONT");
        }
    }

    private void awaitShare(long pid) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> leasesOf(pid) > 0);
    }

    private long leasesOf(long pid) {
        return database().getCollection("leases").countDocuments(regex("owner", "^" + pid + "@"));
    }

    private MongoDatabase database() {
        return mongo.getDatabase("orderstream");
    }

    private static String eventStore(Stack stack) {
        return "esdb://localhost:" + stack.port("backing", "event-store") + "?tls=false";
    }

    private static String mongodb(Stack stack) {
        return "mongodb://localhost:" + stack.port("backing", "mongodb");
    }

    private List<StoredEvent> storedEvents() {
        EventCodec codec = new EventCodec();
        return read(ReadAllOptions.get().forwards().fromStart()).stream()
                .map(ResolvedEvent::getOriginalEvent)
                .filter(event -> event.getStreamId().startsWith(OrderStreams.PREFIX))
                .map(event -> codec.decode(
                        OrderStreams.orderIdOf(event.getStreamId()),
                        event.getRevision(),
                        event.getPosition().getCommitUnsigned(),
                        event.getEventType(),
                        event.getEventData(),
                        event.getUserMetadata()))
                .toList();
    }

    /** A fold of all events from nothing, in one thread, as it should be stored. */
    private static <D extends ReadModelDocument> Map<String, RawBsonDocument> folded(
            Projection<D> readModel, List<StoredEvent> events) {
        Map<String, D> documents = new HashMap<>();
        for (StoredEvent event : events) {
            for (String key : readModel.keys(event)) {
                documents.compute(key, (id, document) -> readModel.fold(id, document, event));
            }
        }
        MappingMongoConverter converter = converter();
        Map<String, RawBsonDocument> stored = new TreeMap<>();
        documents.forEach((id, document) -> {
            Document written = new Document();
            converter.write(document, written);
            var bson = written.toBsonDocument(BsonDocument.class, MongoClientSettings.getDefaultCodecRegistry());
            stored.put(id, new RawBsonDocument(bson, new BsonDocumentCodec()));
        });
        return stored;
    }

    private static MappingMongoConverter converter() {
        var conversions = new MongoCustomConversions(List.of());
        var context = new MongoMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        var converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
        converter.setCustomConversions(conversions);
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        converter.preserveMapKeys(true);
        converter.afterPropertiesSet();
        return converter;
    }

    private Map<String, RawBsonDocument> stored(Projection<?> readModel) {
        Map<String, RawBsonDocument> documents = new TreeMap<>();
        database()
                .getCollection(readModel.collection(), RawBsonDocument.class)
                .find()
                .forEach(document -> documents.put(document.getString("_id").getValue(), document));
        return documents;
    }
}
