package io.orderstream.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.orderstream.query.consistency.ReadModel;
import io.orderstream.query.order.FoldedOrder;
import io.orderstream.query.order.OrderIndexesTests;
import io.orderstream.query.order.OrderReadModel;
import io.orderstream.query.order.ReadApi;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelPointer;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.fulfilment.FulfilmentWorkProjection;
import io.orderstream.readmodel.order.OrderIndexes;
import io.orderstream.readmodel.order.OrderProjection;
import io.orderstream.readmodel.sales.SalesProjection;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What the reads ask MongoDB, as the driver sends it. */
@SpringBootTest(
        classes = {
            QueryServiceApplication.class,
            LocalMongoConfiguration.class,
            QueriesIntegrationTests.Configuration.class
        },
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "orderstream.query.live.poll-interval=10ms")
class QueriesIntegrationTests {

    private static final SalesProjection SALES = new SalesProjection(new ReportingCalendar(ZoneId.of("UTC")));
    private static final Map<String, List<List<String>>> INDEXES = Map.of(
            new OrderProjection().collection(),
            OrderIndexes.ALL,
            SALES.collection(),
            SalesProjection.INDEXES,
            new FulfilmentWorkProjection().collection(),
            FulfilmentWorkProjection.INDEXES);

    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private Queries queries;

    private OrderReadModel readModels;
    private ReadApi api;

    @BeforeEach
    void given_an_order() {
        readModels = new OrderReadModel(mongo).clear();
        readModels.folds(FoldedOrder.placed("o1", 1));
        api = new ReadApi(port);
        queries.asked.clear();
    }

    static Stream<String> reads() {
        return Stream.concat(
                OrderIndexesTests.lists().map(list -> "/v1/orders?" + list),
                Stream.of(
                        "/v1/orders/o1",
                        "/v1/orders/o1?asOf=0",
                        "/v1/orders/o1/history",
                        "/v1/orders.csv?channel=web",
                        "/v1/orders/funnel",
                        "/v1/orders/funnel?placedFrom=2026-03-01T00:00:00Z&placedTo=2026-04-01T00:00:00Z",
                        "/v1/customers/c1",
                        "/v1/sales?from=2026-03-01&to=2026-04-01",
                        "/v1/sales?from=2026-03-01&to=2026-03-02&interval=hour",
                        "/v1/products/top?from=2026-03-01&to=2026-04-01",
                        "/v1/products/top?from=2026-03-01&to=2026-04-01&by=revenue&currency=EUR",
                        "/v1/fulfilment"));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void each_read_is_served_by_an_index_and_has_a_deadline(String path) {
        assertThat(api.get(path, "1").status()).isEqualTo(200);

        assertThat(queries.asked).isNotEmpty().allSatisfy(QueriesIntegrationTests::isBounded);
    }

    @Test
    void an_order_is_one_query() {
        assertThat(api.get("/v1/orders/o1").status()).isEqualTo(200);

        assertThat(queries.asked)
                .filteredOn(query -> !query.getString("find").getValue().equals(ReadModelPointer.COLLECTION))
                .singleElement()
                .satisfies(query ->
                        assertThat(query.getString("find").getValue()).isEqualTo(new OrderProjection().collection()));
    }

    @Test
    void commands_are_not_timed_unless_asked() {
        assertThat(api.get("/v1/orders/o1").status()).isEqualTo(200);

        assertThat(api.get("/actuator/metrics/mongodb.driver.commands").status())
                .isEqualTo(404);
    }

    @Test
    void live_updates_are_served_by_indexes_and_have_deadlines() throws IOException {
        readModels.isAt(1);
        readModels.isAt(SALES, 1);
        try (var client = new Socket("localhost", port)) {
            client.getOutputStream()
                    .write("GET /v1/live HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: order-0.sales-0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            for (Projection<?> told : List.of(new OrderProjection(), SALES)) {
                Awaitility.await()
                        .until(() -> queries.asked.stream()
                                .anyMatch(query ->
                                        query.getString("find").getValue().equals(told.collection())));
            }
        }

        assertThat(queries.asked).allSatisfy(QueriesIntegrationTests::isBounded);
    }

    private static void isBounded(BsonDocument query) {
        assertThat(query.getNumber("maxTimeMS", new BsonInt64(Long.MAX_VALUE)).longValue())
                .as("deadline of " + query)
                .isLessThanOrEqualTo(ReadModel.DEADLINE.toMillis());
        var collection = query.getString(query.getFirstKey()).getValue();
        var indexes = INDEXES.getOrDefault(collection, List.of());
        assertThat(isOfFew(filter(query))
                        || isSmall(collection)
                        || indexes.stream().anyMatch(index -> serves(index, query)))
                .as("an index for " + query)
                .isTrue();
    }

    /** What is parked is little, or the projector stops. */
    private static boolean isSmall(String collection) {
        return collection.equals("parked");
    }

    private static boolean isOfFew(BsonDocument filter) {
        return Stream.of("_id", "number", "customerId").anyMatch(filter::containsKey);
    }

    /** The fields before the sort, or else before a range, each have one value, and one of these narrows the list if any is given. */
    private static boolean serves(List<String> index, BsonDocument query) {
        var filter = filter(query);
        var sort = query.getDocument("sort", new BsonDocument());
        var walked = sort.isEmpty()
                ? filter.keySet().stream()
                        .filter(field -> !isOneValue(filter.get(field)))
                        .toList()
                : List.copyOf(sort.keySet());
        var directions = sort.values().stream()
                .map(BsonValue::asInt32)
                .map(BsonInt32::getValue)
                .distinct();
        var before = index.stream()
                .takeWhile(
                        field -> filter.containsKey(field) && isOneValue(filter.get(field)) && !walked.contains(field))
                .toList();
        var narrows = filter.keySet().stream().noneMatch(field -> isOneValue(filter.get(field)) && isIndexed(field))
                || !before.isEmpty();
        return narrows
                && directions.count() <= 1
                && index.size() >= before.size() + walked.size()
                && index.subList(before.size(), before.size() + walked.size()).equals(walked);
    }

    private static boolean isIndexed(String field) {
        return OrderIndexes.FILTERS.contains(field) || field.equals("open");
    }

    private static boolean isOneValue(BsonValue condition) {
        return !condition.isDocument();
    }

    /** What a find or the first step of an aggregation selects, with the parts of a conjunction as one. */
    private static BsonDocument filter(BsonDocument query) {
        var filter = query.containsKey("pipeline")
                ? query.getArray("pipeline").getFirst().asDocument().getDocument("$match", new BsonDocument())
                : query.getDocument("filter", new BsonDocument());
        var flat = new BsonDocument();
        filter.forEach((field, condition) -> {
            if (field.equals("$and")) {
                condition.asArray().forEach(part -> flat.putAll(part.asDocument()));
            } else {
                flat.put(field, condition);
            }
        });
        flat.remove("$or");
        return flat;
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Configuration {

        @Bean
        Queries queries() {
            return new Queries();
        }

        @Bean
        MongoClientSettingsBuilderCustomizer recordsQueries(Queries queries) {
            return settings -> settings.addCommandListener(queries);
        }
    }

    /** Every find and aggregation. */
    static final class Queries implements CommandListener {

        private final List<BsonDocument> asked = new CopyOnWriteArrayList<>();

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (event.getCommandName().equals("find") || event.getCommandName().equals("aggregate")) {
                asked.add(event.getCommand().clone());
            }
        }
    }
}
