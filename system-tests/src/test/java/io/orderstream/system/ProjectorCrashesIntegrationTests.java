package io.orderstream.system;

import static com.mongodb.client.model.Filters.regex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ReadAllOptions;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ResolvedEvent;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.OrderStreams;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderProjection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/**
 * Two projectors as processes, which are killed and paused while orders come in. Orders and crashes are more with
 * {@code orderstream.crashes.orders} and {@code orderstream.crashes.rounds}.
 */
class ProjectorCrashesIntegrationTests {

    private static final int ORDERS = Integer.getInteger("orderstream.crashes.orders", 120);
    private static final int ROUNDS = Integer.getInteger("orderstream.crashes.rounds", 1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void killed_and_paused_projectors_leave_documents_that_equal_a_fresh_fold(@TempDir Path home) throws Exception {
        Path log = home.resolve("second-projector.log");
        try (Stack stack = Stack.up(home)) {
            Process second = stack.startAnother("projector", log, Map.of());
            try {
                Process demo = stack.startDemo("--scale-factor=0.001", "--concurrency=4", "--limit=" + ORDERS);
                for (int round = 0; round < ROUNDS; round++) {
                    awaitShare(stack, second.pid());
                    pauseUntilReplaced(stack, stack.pid("projector"));
                    second.destroyForcibly().waitFor();
                    second = stack.startAnother("projector", log, Map.of());
                    awaitShare(stack, second.pid());
                    int restarts = stack.restarts("projector");
                    stack.kill("projector");
                    await().atMost(PATIENCE)
                            .until(() -> stack.restarts("projector") > restarts && stack.isUp("projector"));
                }
                Stack.Ended ended = Stack.await(demo, "demo");

                assertThat(ended.output()).contains("Everything agrees.");
                Map<String, RawBsonDocument> expected = folded(stack);
                assertThat(expected).hasSizeGreaterThanOrEqualTo(ORDERS);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(stored(stack)).isEqualTo(expected));
            } finally {
                second.destroyForcibly().waitFor();
            }
        }
    }

    /** Stops a process in the middle of whatever it does, and wakes it when others have taken all that it worked on. */
    private static void pauseUntilReplaced(Stack stack, long pid) {
        Stack.signal(pid, "STOP");
        try {
            await().atMost(PATIENCE).until(() -> leasesOf(stack, pid) == 0);
        } finally {
            Stack.signal(pid, "CONT");
        }
    }

    private static void awaitShare(Stack stack, long pid) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> leasesOf(stack, pid) > 0);
    }

    private static long leasesOf(Stack stack, long pid) {
        try (MongoClient client = MongoClients.create(mongodb(stack))) {
            return client.getDatabase("orderstream")
                    .getCollection("leases")
                    .countDocuments(regex("owner", "^" + pid + "@"));
        }
    }

    private static String eventStore(Stack stack) {
        return "esdb://localhost:" + stack.port("backing", "event-store") + "?tls=false";
    }

    private static String mongodb(Stack stack) {
        return "mongodb://localhost:" + stack.port("backing", "mongodb");
    }

    /** A fold of all events from nothing, in one thread, as it should be stored. */
    private static Map<String, RawBsonDocument> folded(Stack stack) throws Exception {
        EventStoreDBClient log =
                EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(eventStore(stack)));
        EventCodec codec = new EventCodec();
        OrderProjection projection = new OrderProjection();
        Map<String, OrderDocument> orders = new HashMap<>();
        try {
            ReadAllOptions all = ReadAllOptions.get().forwards().fromStart();
            for (ResolvedEvent resolved : log.readAll(all).get().getEvents()) {
                RecordedEvent event = resolved.getEvent();
                if (event.getStreamId().startsWith(OrderStreams.PREFIX)) {
                    String orderId = OrderStreams.orderIdOf(event.getStreamId());
                    var stored = codec.decode(
                            orderId,
                            event.getRevision(),
                            event.getPosition().getCommitUnsigned(),
                            event.getEventType(),
                            event.getEventData(),
                            event.getUserMetadata());
                    orders.compute(orderId, (id, order) -> projection.fold(id, order, stored));
                }
            }
        } finally {
            log.shutdown();
        }
        MappingMongoConverter converter = converter();
        Map<String, RawBsonDocument> stored = new TreeMap<>();
        orders.forEach((id, order) -> {
            Document written = new Document();
            converter.write(order, written);
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

    private static Map<String, RawBsonDocument> stored(Stack stack) {
        Map<String, RawBsonDocument> documents = new TreeMap<>();
        try (MongoClient client = MongoClients.create(mongodb(stack))) {
            client.getDatabase("orderstream")
                    .getCollection(new OrderProjection().collection(), RawBsonDocument.class)
                    .find()
                    .forEach(document -> documents.put(document.getString("_id").getValue(), document));
        }
        return documents;
    }
}
