package io.orderstream.query.order;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.NoteAdded;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.Totals;
import io.orderstream.query.LocalMongoConfiguration;
import io.orderstream.query.QueryServiceApplication;
import io.orderstream.readmodel.order.OrderDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
class OrderReadsIntegrationTests {

    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    private OrderReadModel readModel;
    private ReadApi api;

    @BeforeEach
    void given_an_empty_read_model() {
        readModel = new OrderReadModel(mongo).clear();
        api = new ReadApi(port);
    }

    @Test
    void a_folded_order_is_read_as_it_was_folded() {
        var order = FoldedOrder.placed(id(1), 100).confirmed(101).cancelled(102);
        readModel.holds(order);

        var answer = api.get("/v1/orders/" + id(1));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(api.json(OrderViewMapper.INSTANCE.view(order.document())));
    }

    @Test
    void a_list_shows_of_an_order_what_the_order_itself_shows() {
        readModel.holds(FoldedOrder.placed(id(1), 100).confirmed(101));

        var whole = api.get("/v1/orders/" + id(1)).json();
        var item = api.get("/v1/orders").json().get("items").get(0);

        assertThat(item.propertyNames())
                .contains("number", "placedAt", "totals")
                .allSatisfy(name -> assertThat(item.get(name)).isEqualTo(whole.get(name)));
    }

    @Test
    void a_list_begins_with_the_order_placed_last_and_breaks_ties_by_id() {
        var orders = IntStream.range(0, 7).mapToObj(i -> placed(i, i / 3)).toList();
        readModel.holds(orders.toArray(FoldedOrder[]::new));

        var expected = orders.stream()
                .map(FoldedOrder::document)
                .sorted(comparing(OrderDocument::placedAt)
                        .thenComparing(OrderDocument::id)
                        .reversed())
                .map(OrderDocument::id)
                .toList();
        assertThat(ids(api.get("/v1/orders").json())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8})
    void pages_of_any_size_add_up_to_the_whole_list(int limit) {
        readModel.holds(IntStream.range(0, 7).mapToObj(i -> placed(i, i / 3)).toArray(FoldedOrder[]::new));

        assertThat(allPages("limit=" + limit, () -> {}))
                .isEqualTo(ids(api.get("/v1/orders").json()));
    }

    @Test
    void orders_that_arrive_while_a_list_is_paged_neither_repeat_nor_hide_others() {
        readModel.holds(IntStream.range(0, 9).mapToObj(i -> placed(i, i / 2)).toArray(FoldedOrder[]::new));
        var before = ids(api.get("/v1/orders").json());
        var arrivals = new ArrayList<FoldedOrder>();

        var paged = allPages("limit=2", () -> {
            arrivals.add(placed(100 + arrivals.size(), 100 + arrivals.size()));
            readModel.holds(arrivals.getLast());
        });

        assertThat(paged).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sort=placedAt",
                "lifecycle=PLACED",
                "lifecycle=PLACED&sort=placedAt",
                "currency=EUR&sort=total"
            })
    void writers_beside_a_reader_neither_repeat_nor_hide_what_was_there(String list) throws Exception {
        readModel.holds(
                IntStream.range(100, 130).mapToObj(i -> placed(i, i / 2)).toArray(FoldedOrder[]::new));
        var before = ids(api.get("/v1/orders?limit=200&" + list).json());
        var writer = CompletableFuture.runAsync(() ->
                IntStream.range(200, 230).forEach(i -> readModel.holds(placed(i, i), placed(1_000 + i, i % 65))));

        var paged = allPages("limit=2&" + list, () -> {});
        writer.get();

        assertThat(paged).doesNotHaveDuplicates().containsSubsequence(before);
    }

    @Test
    void a_late_order_appears_if_its_place_is_still_to_come() {
        readModel.holds(IntStream.range(10, 20).mapToObj(i -> placed(i, i)).toArray(FoldedOrder[]::new));
        var late = new ArrayList<>(List.of(placed(1, 5), placed(2, 30)));

        var newestFirst = allPages("limit=4", () -> {
            if (!late.isEmpty()) {
                readModel.holds(late.removeFirst());
            }
        });

        assertThat(newestFirst).contains(id(1)).doesNotContain(id(2));
    }

    @Test
    void an_order_that_changes_while_a_list_is_paged_keeps_its_place() {
        var orders = IntStream.range(0, 6).mapToObj(i -> placed(i, i)).toList();
        readModel.holds(orders.toArray(FoldedOrder[]::new));

        var paged = allPages(
                "limit=2",
                () -> readModel.holds(
                        orders.getFirst().confirmed(500), orders.getLast().confirmed(501)));

        assertThat(paged)
                .containsExactlyElementsOf(orders.stream()
                        .map(order -> order.document().id())
                        .sorted(reverseOrder())
                        .toList());
    }

    @Test
    void the_period_begins_with_its_first_moment_and_ends_before_its_last() {
        readModel.holds(placed(1, 1), placed(2, 2), placed(3, 3));
        var from = FoldedOrder.PLACED_AT.plusSeconds(1);
        var to = FoldedOrder.PLACED_AT.plusSeconds(3);

        assertThat(ids(api.get("/v1/orders?placedFrom=" + from + "&placedTo=" + to)
                        .json()))
                .containsExactly(id(2), id(1));
    }

    @Test
    void a_list_can_be_of_one_customer() {
        readModel.holds(placed(1, 1), FoldedOrder.placed(id(2), 2, FoldedOrder.PLACED_AT, "EUR", "c2"));

        assertThat(ids(api.get("/v1/orders?customerId=c2").json())).containsExactly(id(2));
    }

    @Test
    void a_list_can_be_of_one_lifecycle() {
        readModel.holds(placed(1, 1), placed(2, 2).confirmed(10), placed(3, 3).cancelled(11));

        assertThat(ids(api.get("/v1/orders?lifecycle=CONFIRMED").json())).containsExactly(id(2));
    }

    @Test
    void an_order_can_be_found_by_its_number() {
        readModel.holds(placed(1, 1), placed(2, 2));

        assertThat(ids(api.get("/v1/orders?number=N-" + id(1)).json())).containsExactly(id(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sku=S18_1749",
                "channel=web",
                "currency=EUR",
                "paymentStatus=UNPAID",
                "fulfilmentStatus=UNFULFILLED",
                "returnStatus=NONE",
                "currency=EUR&totalFrom=3516.33&totalTo=3516.34&sort=total",
                "lifecycle=PLACED&customerId=c1&channel=web&placedFrom=2026-03-01T00:00:00Z"
            })
    void an_order_is_in_the_lists_that_it_fits(String filter) {
        readModel.holds(placed(1, 1), placed(2, 2).cancelled(10));

        assertThat(ids(api.get("/v1/orders?" + filter).json())).contains(id(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sku=S18",
                "channel=till",
                "currency=USD",
                "paymentStatus=PAID",
                "fulfilmentStatus=SHIPPED",
                "returnStatus=PARTIAL",
                "currency=EUR&totalFrom=3516.34&sort=total",
                "currency=EUR&totalTo=3516.33&sort=-total"
            })
    void an_order_is_in_no_list_that_it_does_not_fit(String filter) {
        readModel.holds(placed(1, 1));

        assertThat(ids(api.get("/v1/orders?" + filter).json())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"placedAt, 3 1 2", "-placedAt, 2 1 3", "total, 2 1 3", "-total, 3 1 2"})
    void a_list_is_sorted_as_asked_on_every_page(String sort, String expected) {
        readModel.holds(placed(1, 2).then(cancelledUnits(1), 10), placed(2, 3).cancelled(11), placed(3, 1));

        assertThat(allPages("limit=1&currency=EUR&sort=" + sort, () -> {}))
                .containsExactlyElementsOf(Stream.of(expected.split(" "))
                        .map(Integer::valueOf)
                        .map(OrderReadsIntegrationTests::id)
                        .toList());
    }

    private static LinesCancelled cancelledUnits(long units) {
        var order = placed(1, 2);
        var worth = new LineAmounts(10_000 * units, 0, 10_000 * units, List.of(1_900 * units));
        var line = new OrderCancelled.CancelledLine("l1", "S18_1749", units, worth);
        return new LinesCancelled(
                order.order(), "", List.of(line), Totals.of(290_000, 5_000, 490, 0, 54_243, 0, 0, 0, 0));
    }

    @Test
    void a_cursor_is_good_for_its_own_list_only() {
        readModel.holds(placed(1, 1), placed(2, 2));
        var next = api.get("/v1/orders?limit=1").json().get("next").asString();

        assertThat(api.get("/v1/orders?limit=1&cursor=" + next).status()).isEqualTo(200);
        assertThat(api.get("/v1/orders?limit=1&sort=placedAt&cursor=" + next).status())
                .isEqualTo(400);
        assertThat(api.get("/v1/orders?limit=1&channel=web&cursor=" + next).status())
                .isEqualTo(400);
    }

    @Test
    void an_export_has_every_order_of_the_list() {
        var orders = IntStream.range(0, 1_203).mapToObj(i -> placed(i, i)).toArray(FoldedOrder[]::new);
        readModel.holds(orders);

        var answer = api.get("/v1/orders.csv?sort=placedAt&channel=web");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.response().body().lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .containsExactlyElementsOf(
                        Stream.of(orders).map(order -> order.document().id()).toList());
    }

    @Test
    void an_export_takes_the_filters_of_a_list_and_nothing_else() {
        assertThat(api.get("/v1/orders.csv?limit=1").json().get("parameter").asString())
                .isEqualTo("limit");
    }

    @Test
    void a_history_says_what_happened_when_and_by_whom_page_by_page() {
        readModel.folds(placed(1, 1).confirmed(2).cancelled(3));

        var first = api.get("/v1/orders/" + id(1) + "/history?limit=2").json();
        var second = api.get("/v1/orders/" + id(1) + "/history?limit=2&cursor="
                        + first.get("next").asString())
                .json();

        assertThat(first.get("items").valueStream().map(item -> item.get("type").asString()))
                .containsExactly("order-placed", "order-confirmed");
        assertThat(second.get("items").get(0).get("summary").asString()).isEqualTo("cancelled: 3516.33 EUR taken off");
        assertThat(second.get("items").get(0).get("actor").get("id").asString()).isEqualTo("test");
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void an_order_is_shown_as_it_was_at_each_revision_and_at_each_moment() {
        var placed = placed(1, 1);
        var confirmed = placed.confirmed(2);
        var cancelled = confirmed.cancelled(3);
        readModel.folds(cancelled);

        for (var then : List.of(placed, confirmed, cancelled)) {
            var expected = api.json(OrderViewMapper.INSTANCE.view(then.document()));
            var byRevision =
                    api.get("/v1/orders/" + id(1) + "?asOf=" + then.document().revision());
            var byMoment =
                    api.get("/v1/orders/" + id(1) + "?asOf=" + then.document().updatedAt());

            assertThat(byRevision.json()).isEqualTo(expected);
            assertThat(byMoment.json()).isEqualTo(expected);
        }
    }

    @Test
    void at_every_moment_an_order_is_what_the_events_up_to_then_make_of_it() {
        var states = new ArrayList<>(List.of(placed(1, 1)));
        for (int i = 1; i <= 12; i++) {
            var before = states.getLast();
            states.add(i == 6 ? before.confirmed(7) : before.then(note(before, i), 1 + i));
        }
        states.add(states.getLast().cancelled(14));
        readModel.folds(states.getLast());

        for (int i = 0; i < states.size(); i++) {
            var at = states.get(i).document().updatedAt();
            var before = i == 0 ? null : states.get(i - 1).document();
            var after = states.get(i).document();

            Stream.of(at.minusMillis(1), at.minusNanos(1)).forEach(moment -> assertThatItWas(before, moment));
            Stream.of(at, at.plusNanos(1), at.plusMillis(1), at.plusMillis(500))
                    .forEach(moment -> assertThatItWas(after, moment));
        }
    }

    private void assertThatItWas(@Nullable OrderDocument expected, Instant moment) {
        var answer = api.get("/v1/orders/" + id(1) + "?asOf=" + moment);
        assertThat(answer.status()).isEqualTo(expected == null ? 404 : 200);
        if (expected != null) {
            assertThat(answer.json()).isEqualTo(api.json(OrderViewMapper.INSTANCE.view(expected)));
        }
    }

    private static NoteAdded note(FoldedOrder order, int number) {
        return new NoteAdded(order.order(), "note " + number, "INTERNAL");
    }

    @Test
    void a_timeline_goes_up_to_where_the_order_is_looked_at() {
        readModel.folds(placed(1, 1).confirmed(2).cancelled(3));

        assertThat(whats(api.get("/v1/orders/" + id(1) + "?asOf=1").json().get("timeline")))
                .containsExactly("PLACED", "CONFIRMED");
        assertThat(whats(api.get("/v1/orders/" + id(1)).json().get("timeline")))
                .containsExactly("PLACED", "CONFIRMED", "CANCELLED");
    }

    @Test
    void before_it_was_placed_there_was_no_order() {
        readModel.folds(placed(1, 1));

        var answer = api.get("/v1/orders/" + id(1) + "?asOf=" + FoldedOrder.PLACED_AT);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.type()).isEqualTo("urn:orderstream:problem:unknown-order");
    }

    @Test
    void a_revision_that_an_order_has_not_come_to_is_not_known() {
        readModel.folds(placed(1, 1));

        assertThat(api.get("/v1/orders/" + id(1) + "?asOf=1").type())
                .isEqualTo("urn:orderstream:problem:unknown-revision");
    }

    @Test
    void an_order_of_a_thousand_events_is_shown_as_it_was() {
        var order = placed(1, 1);
        for (int i = 1; i <= 1_000; i++) {
            order = order.then(new NoteAdded(order.order(), "note " + i, "INTERNAL"), 1 + i);
        }
        readModel.folds(order);

        assertThat(api.get("/v1/orders/" + id(1) + "?asOf=1000").json())
                .isEqualTo(api.json(OrderViewMapper.INSTANCE.view(order.document())));
        assertThat(api.get("/v1/orders/" + id(1) + "?asOf=700")
                        .json()
                        .get("notes")
                        .size())
                .isEqualTo(700);
    }

    @Test
    void filters_hold_on_every_page() {
        readModel.holds(Stream.concat(
                        IntStream.range(0, 5).mapToObj(i -> placed(i, i)),
                        IntStream.range(5, 10).mapToObj(i -> placed(i, i).confirmed(50 + i)))
                .toArray(FoldedOrder[]::new));

        assertThat(allPages("limit=2&lifecycle=PLACED", () -> {})).hasSize(5);
    }

    @Test
    void a_funnel_counts_the_orders_of_a_period_by_how_far_they_have_come() {
        readModel.holds(placed(1, 1), placed(2, 2).confirmed(10), placed(3, 3).cancelled(11), placed(4, 60));

        var funnel = api.get("/v1/orders/funnel?placedTo=" + FoldedOrder.PLACED_AT.plusSeconds(60))
                .json();

        assertThat(funnel)
                .isEqualTo(api.json(Map.of(
                        "placed", 3, "confirmed", 1, "shipped", 0, "delivered", 0, "completed", 0, "cancelled", 1)));
    }

    @Test
    void a_read_waits_for_its_token() {
        readModel.isAt(100);
        var read = CompletableFuture.supplyAsync(() -> api.get("/v1/orders/" + id(1), "101"));

        readModel.holds(FoldedOrder.placed(id(1), 101));
        readModel.isAt(101);

        assertThat(read)
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    @Test
    void a_list_that_does_not_show_the_token_in_time_is_refused() {
        readModel.isAt(100);
        readModel.holds(FoldedOrder.placed(id(1), 101));

        var answer = api.get("/v1/orders", "101");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.type()).isEqualTo("urn:orderstream:problem:read-model-behind");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void an_order_that_does_not_show_the_token_in_time_is_refused_although_it_is_there() {
        readModel.isAt(100);
        readModel.holds(FoldedOrder.placed(id(1), 100));

        assertThat(api.get("/v1/orders/" + id(1), "101").status()).isEqualTo(503);
    }

    @Test
    void an_order_that_shows_the_token_is_enough_wherever_the_checkpoint_is() {
        readModel.isAt(100);
        readModel.holds(FoldedOrder.placed(id(1), 101));

        assertThat(api.get("/v1/orders/" + id(1), "101").status()).isEqualTo(200);
    }

    @Test
    void an_order_that_the_token_does_not_concern_is_shown_once_the_checkpoint_is_there() {
        readModel.isAt(102);
        readModel.holds(FoldedOrder.placed(id(1), 100));

        assertThat(api.get("/v1/orders/" + id(1), "102").status()).isEqualTo(200);
    }

    @Test
    void an_unknown_order_is_not_found_only_once_the_checkpoint_is_there() {
        readModel.isAt(100);

        assertThat(api.get("/v1/orders/" + id(1), "100").status()).isEqualTo(404);
        assertThat(api.get("/v1/orders/" + id(1), "101").status()).isEqualTo(503);
    }

    @Test
    void a_read_model_without_a_checkpoint_shows_no_token() {
        assertThat(api.get("/v1/orders", "0").status()).isEqualTo(503);
    }

    @Test
    void a_request_that_the_server_refuses_gets_a_problem_document() {
        var answer = api.get("/v1/orders?a=" + "x".repeat(100_000));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.type()).isEqualTo("urn:orderstream:problem:bad-request");
    }

    @Test
    void a_service_that_can_read_is_ready() {
        assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    private List<String> allPages(String query, Runnable betweenPages) {
        var all = new ArrayList<String>();
        var next = "";
        do {
            var page = api.get("/v1/orders?" + query + next).json();
            all.addAll(ids(page));
            next = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asString();
            betweenPages.run();
        } while (!next.isEmpty());
        return all;
    }

    private static List<String> ids(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(item -> item.get("orderId").asString())
                .toList();
    }

    private static List<String> whats(JsonNode timeline) {
        return timeline.valueStream().map(entry -> entry.get("what").asString()).toList();
    }

    private static FoldedOrder placed(int number, int second) {
        return FoldedOrder.placed(id(number), number, FoldedOrder.PLACED_AT.plusSeconds(second), "EUR", "c1");
    }

    private static String id(int number) {
        return "0195a1c4-7c1e-7a50-8d3e-%012x".formatted(number);
    }
}
