package io.orderstream.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orderstream.events.stored.FulfillmentAllocated;
import io.orderstream.events.stored.FulfillmentDelivered;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.LineQuantity;
import io.orderstream.query.order.FoldedOrder;
import io.orderstream.query.order.OrderReadModel;
import io.orderstream.query.order.ReadApi;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.customer.CustomerProjection;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.fulfilment.FulfilmentDurationsProjection;
import io.orderstream.readmodel.fulfilment.FulfilmentWorkProjection;
import io.orderstream.readmodel.history.HistoryDocument;
import io.orderstream.readmodel.history.HistoryProjection;
import io.orderstream.readmodel.order.OrderProjection;
import io.orderstream.readmodel.product.ProductProjection;
import io.orderstream.readmodel.sales.SalesProjection;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = {QueryServiceApplication.class, LocalMongoConfiguration.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "orderstream.query.consistency-wait=300ms")
class FiguresReadsIntegrationTests {

    private static final String MARCH = "from=2026-03-01&to=2026-04-01";
    private static final Instant NEXT_DAY = Instant.parse("2026-03-02T23:59:59Z");

    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    private OrderReadModel readModels;
    private ReadApi api;

    @BeforeEach
    void given_three_orders() {
        readModels = new OrderReadModel(mongo).clear();
        api = new ReadApi(port);
        readModels.folds(
                FoldedOrder.placed("o1", 1),
                FoldedOrder.placed("o2", 2, NEXT_DAY, "EUR", "c2").confirmed(3).cancelled(4),
                FoldedOrder.placed("o3", 5, NEXT_DAY, "USD", "c1"));
    }

    @Test
    void sales_by_day_show_what_was_ordered_and_what_is_left() {
        JsonNode sales = json("/v1/sales?" + MARCH + "&interval=day");

        assertThat(sales.get("zone").asString()).isEqualTo("UTC");
        assertThat(texts(sales.get("items"), "period")).containsExactly("2026-03-01", "2026-03-02", "2026-03-02");
        JsonNode cancelled = sales.get("items").get(1);
        assertThat(cancelled.get("orders").asInt()).isEqualTo(1);
        assertThat(amount(cancelled, "grand")).isEqualTo("3516.33");
        assertThat(amount(cancelled, "cancelled")).isEqualTo("3516.33");
        assertThat(amount(cancelled, "net")).isEqualTo("0.00");
    }

    @ParameterizedTest
    @CsvSource({"hour, 2026-03-01T09:00:00Z", "day, 2026-03-01", "month, 2026-03"})
    void each_interval_shows_the_same_orders(String interval, String period) {
        JsonNode sales = json("/v1/sales?" + MARCH + "&interval=" + interval);

        assertThat(sales.get("items").get(0).get("period").asString()).isEqualTo(period);
        assertThat(texts(sales.get("totals"), "currency")).containsExactly("EUR", "USD");
        assertThat(sales.get("totals").get(0).get("orders").asInt()).isEqualTo(2);
        assertThat(amount(sales.get("totals").get(0), "gross")).isEqualTo("6000.00");
    }

    @Test
    void a_period_shows_its_own_days_only() {
        JsonNode sales = json("/v1/sales?from=2026-03-02&to=2026-03-03&interval=month");

        assertThat(sales.get("totals").get(0).get("orders").asInt()).isEqualTo(1);
    }

    @Test
    void rows_are_told_apart_by_what_is_asked_for() {
        JsonNode row = json("/v1/sales?" + MARCH + "&groupBy=channel,country")
                .get("items")
                .get(0);

        assertThat(row.get("channel").asString()).isEqualTo("web");
        assertThat(row.get("country").asString()).isEqualTo("DE");
        assertThat(json("/v1/sales?" + MARCH).get("items").get(0).has("channel"))
                .isFalse();
    }

    @Test
    void documents_that_stand_for_the_same_are_added_up() {
        mongo.findAll(org.bson.Document.class, "sales_v1").forEach(document -> {
            document.put("_id", document.getString("_id") + "@1");
            mongo.getCollection("sales_v1").insertOne(document);
        });

        assertThat(json("/v1/sales?" + MARCH).get("totals").get(0).get("orders").asInt())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to:from=2026-03-01",
                "from:to=2026-03-01",
                "to:from=2026-03-01&to=2026-03-01",
                "to:from=2020-03-01&to=2026-03-01",
                "to:from=2026-03-01&to=2026-04-02&interval=hour",
                "from:from=x&to=2026-03-01",
                "interval:from=2026-03-01&to=2026-04-01&interval=week",
                "groupBy:from=2026-03-01&to=2026-04-01&groupBy=sku",
                "group:from=2026-03-01&to=2026-04-01&group=channel"
            })
    void what_cannot_be_asked_for_is_refused_by_name(String parameterAndQuery) {
        String[] parts = parameterAndQuery.split(":", 2);
        var answer = api.get("/v1/sales?" + parts[1]);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("parameter").asString()).isEqualTo(parts[0]);
    }

    @Test
    void a_customer_has_figures_for_each_currency() {
        JsonNode customer = json("/v1/customers/c1");

        assertThat(texts(customer.get("currencies"), "currency")).containsExactly("EUR", "USD");
        assertThat(amount(customer.get("currencies").get(0), "spent")).isEqualTo("0.00");
        assertThat(amount(customer.get("currencies").get(0), "grand")).isEqualTo("3516.33");
        assertThat(customer.get("firstOrder").get("orderId").asString()).isEqualTo("o1");
        assertThat(customer.get("lastOrder").get("orderId").asString()).isEqualTo("o3");
    }

    @Test
    void a_customer_without_an_order_is_not_known() {
        var answer = api.get("/v1/customers/c9");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.type()).isEqualTo("urn:orderstream:problem:unknown-customer");
    }

    @Test
    void the_best_products_are_counted_over_all_currencies_and_valued_within_one() {
        JsonNode all = json("/v1/products/top?" + MARCH).get("items").get(0);
        JsonNode euros = json("/v1/products/top?from=2026-03-01&to=2026-03-02&by=revenue&currency=EUR")
                .get("items")
                .get(0);

        assertThat(all.get("sku").asString()).isEqualTo("S18_1749");
        assertThat(all.get("name").asString()).isEqualTo("1917 Grand Touring Sedan");
        assertThat(all.get("units").asInt()).isEqualTo(90);
        assertThat(all.get("cancelledUnits").asInt()).isEqualTo(30);
        assertThat(all.has("revenue")).isFalse();
        assertThat(euros.get("units").asInt()).isEqualTo(30);
        assertThat(amount(euros, "revenue")).isEqualTo("2950.00");
    }

    @Test
    void revenue_of_several_currencies_is_not_ranked() {
        assertThat(api.get("/v1/products/top?" + MARCH + "&by=revenue")
                        .json()
                        .get("parameter")
                        .asString())
                .isEqualTo("currency");
    }

    @Test
    void open_work_is_told_by_status_and_age() {
        readModels.folds(shipped("o4", 10).confirmed(11));

        JsonNode fulfilment = json("/v1/fulfilment?from=2026-03-01&to=2026-03-05");

        assertThat(texts(fulfilment.get("work"), "status"))
                .containsExactly("TO_CONFIRM", "ON_HOLD", "TO_ALLOCATE", "TO_SHIP", "IN_TRANSIT", "TO_RECEIVE");
        assertThat(fulfilment.get("work").get(0).get("orders").asInt()).isEqualTo(2);
        assertThat(fulfilment.get("work").get(0).get("units").asInt()).isEqualTo(60);
        assertThat(fulfilment.get("work").get(2).get("units").asInt()).isEqualTo(20);
        assertThat(fulfilment.get("work").get(4).get("units").asInt()).isEqualTo(4);
        JsonNode oldest = fulfilment.get("work").get(0).get("ages").get(4);
        assertThat(oldest.get("fromDays").asInt()).isEqualTo(30);
        assertThat(oldest.get("units").asInt()).isEqualTo(60);
    }

    @Test
    void how_long_it_took_is_told_in_percentiles_with_their_error() {
        readModels.folds(shipped("o4", 10));

        JsonNode took = json("/v1/fulfilment?from=2026-03-01&to=2026-03-05").get("took");

        assertThat(took.get("relativeError").asDouble()).isEqualTo(0.01);
        assertThat(took.get("placedToShipped").get("p50").asInt()).isEqualTo(2);
        assertThat(took.get("placedToDelivered").get("p99").asInt()).isBetween(86_400 - 864, 86_400 + 864);
        assertThat(json("/v1/fulfilment").get("took").get("placedToShipped").has("p50"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/sales?from=2026-03-01&to=2026-04-01",
                "/v1/customers/c1",
                "/v1/products/top?from=2026-03-01&to=2026-04-01",
                "/v1/fulfilment",
                "/v1/orders",
                "/v1/orders/o1",
                "/v1/orders/o1?asOf=0",
                "/v1/orders/o1/history",
                "/v1/orders/funnel"
            })
    void what_did_not_change_is_not_sent_again(String path) {
        var first = api.get(path);
        assertThat(first.status()).isEqualTo(200);

        assertThat(api.getUnlessSame(path, first.header("ETag")).status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/sales?from=2026-03-01&to=2026-04-01",
                "/v1/customers/c1",
                "/v1/products/top?from=2026-03-01&to=2026-04-01",
                "/v1/fulfilment",
                "/v1/orders/o1/history",
                "/v1/orders/o1?asOf=0",
                "/v1/orders.csv"
            })
    void a_read_waits_for_its_token_and_is_never_silently_old(String path) {
        new OrderReadModel(mongo).clear();

        assertThat(api.get(path, "5").status()).isEqualTo(503);
    }

    static Stream<Arguments> whatIsParked() {
        var calendar = new ReportingCalendar(ZoneId.of("UTC"));
        var sales = "/v1/sales?" + MARCH;
        return Stream.of(
                arguments(new OrderProjection(), "o1", "/v1/orders/o1"),
                arguments(new OrderProjection(), "o1", "/v1/orders"),
                arguments(new OrderProjection(), "o1", "/v1/orders.csv"),
                arguments(new OrderProjection(), "o1", "/v1/orders/funnel"),
                arguments(new HistoryProjection(), HistoryDocument.idOf("o1", 1), "/v1/orders/o1/history"),
                arguments(new HistoryProjection(), HistoryDocument.idOf("o1", 1), "/v1/orders/o1?asOf=0"),
                arguments(new CustomerProjection(), CustomerProjection.keyOf("c1"), "/v1/customers/c1"),
                arguments(new SalesProjection(calendar), "day|2026-03-01|EUR", sales),
                arguments(new ProductProjection(calendar), "any", "/v1/products/top?" + MARCH),
                arguments(new FulfilmentWorkProjection(), "o1", "/v1/fulfilment"),
                arguments(new FulfilmentDurationsProjection(calendar), "any", "/v1/fulfilment"));
    }

    @ParameterizedTest
    @MethodSource("whatIsParked")
    void what_is_parked_is_not_shown_as_if_it_were_what_the_token_stands_for(
            Projection<?> projection, String key, String path) {
        readModels.parks(projection, key, 1_000);

        assertThat(api.get(path, "999").status()).isEqualTo(200);
        var refused = api.get(path, "1000");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.type()).isEqualTo("urn:orderstream:problem:read-model-incomplete");
        assertThat(refused.header("Retry-After")).isEqualTo("30");
        assertThat(api.get(path).status()).isEqualTo(200);
    }

    @Test
    void what_is_parked_holds_up_no_other_order_and_customer() {
        readModels
                .parks(new OrderProjection(), "o1", 1_000)
                .parks(new HistoryProjection(), HistoryDocument.idOf("o1", 1), 1_000)
                .parks(new CustomerProjection(), CustomerProjection.keyOf("c1"), 1_000);

        assertThat(List.of("/v1/orders/o2", "/v1/orders/o2/history", "/v1/orders/o2?asOf=0", "/v1/customers/c2"))
                .allSatisfy(path -> assertThat(api.get(path, "2000").status()).isEqualTo(200));
    }

    private static FoldedOrder shipped(String id, long position) {
        var placed = FoldedOrder.placed(id, position);
        var items = List.of(new LineQuantity("l1", "S18_1749", 10));
        var arrived = List.of(new LineQuantity("l1", "S18_1749", 6));
        return placed.then(new FulfillmentAllocated(placed.order(), "f1", "berlin", items), position + 1)
                .then(new FulfillmentShipped(placed.order(), "f1", "berlin", items, List.of()), position + 2)
                .then(
                        new FulfillmentDelivered(
                                placed.order(), "f1", arrived, FoldedOrder.PLACED_AT.plusSeconds(86_400)),
                        position + 3);
    }

    private JsonNode json(String path) {
        var answer = api.get(path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> texts(JsonNode items, String field) {
        return items.valueStream().map(item -> item.get(field).asString()).toList();
    }

    private static String amount(JsonNode item, String field) {
        return item.get(field).get("amount").asString();
    }
}
