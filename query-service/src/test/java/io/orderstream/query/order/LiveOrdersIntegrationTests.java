package io.orderstream.query.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderstream.query.LocalMongoConfiguration;
import io.orderstream.query.QueryServiceApplication;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.order.OrderProjection;
import io.orderstream.readmodel.sales.SalesProjection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.node.ObjectNode;

@SpringBootTest(
        classes = {QueryServiceApplication.class, LocalMongoConfiguration.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "orderstream.query.live.poll-interval=10ms",
            "orderstream.query.live.heartbeat=200ms",
            "orderstream.query.live.max-waiting=50",
            "orderstream.query.live.max-replay=20",
            "orderstream.query.live.send-buffer=4KB",
            "orderstream.query.live.max-connections=${orderstream.test.live-clients:50}",
            "server.tomcat.connection-timeout=1s"
        })
class LiveOrdersIntegrationTests {

    private static final int CLIENTS = Integer.getInteger("orderstream.test.live-clients", 50);

    @LocalServerPort
    private int port;

    @Autowired
    private MongoTemplate mongo;

    @Autowired
    private MeterRegistry meters;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<LiveClient> clients = new ArrayList<>();
    private OrderReadModel readModel;
    private ReadApi api;

    @BeforeEach
    void given_an_empty_read_model() {
        readModel = new OrderReadModel(mongo).clear();
        readModel.isAt(99);
        api = new ReadApi(port);
    }

    @AfterEach
    void all_clients_leave() {
        clients.forEach(LiveClient::close);
        await().until(() -> connections() == 0);
    }

    @Test
    void a_changed_order_is_told_as_the_list_shows_it() {
        var client = connect();

        readModel.holds(FoldedOrder.placed(id(1), 100).confirmed(101));
        readModel.isAt(101);

        var told = (ObjectNode) client.next("order").data();
        assertThat(told.remove("consistencyToken").asString()).isEqualTo("101");
        assertThat(told).isEqualTo(api.get("/v1/orders").json().get("items").get(0));
    }

    @Test
    void an_order_is_told_only_once_a_read_up_to_it_is_answered() {
        var client = connect();
        readModel.holds(FoldedOrder.placed(id(1), 101), FoldedOrder.placed(id(2), 100));

        readModel.isAt(100);
        assertThat(client.next("order").orderId()).isEqualTo(id(2));
        readModel.isAt(101);

        assertThat(client.next("order").orderId()).isEqualTo(id(1));
    }

    @Test
    void an_order_that_moves_on_before_its_change_was_told_is_told_later() {
        var client = connect();
        var order = FoldedOrder.placed(id(1), 100);
        readModel.holds(order.confirmed(103), FoldedOrder.placed(id(2), 101));

        readModel.isAt(101);
        assertThat(client.next("order").orderId()).isEqualTo(id(2));
        readModel.isAt(103);

        assertThat(client.next("order").data().path("lifecycle").asString()).isEqualTo("CONFIRMED");
    }

    @Test
    void nothing_is_told_of_what_was_there_before() {
        readModel.holds(FoldedOrder.placed(id(1), 100));
        readModel.isAt(100);
        var client = connect();

        readModel.holds(FoldedOrder.placed(id(2), 101));
        readModel.isAt(101);

        assertThat(client.next("order").orderId()).isEqualTo(id(2));
    }

    @Test
    void a_client_that_comes_back_is_told_what_it_missed_once() {
        var first = connect();
        readModel.holds(placed(100));
        readModel.isAt(100);
        var last = first.next("order").id();
        readModel.holds(placed(101), placed(102));
        readModel.isAt(102);

        var client = connect(last);

        assertThat(client.next("order").orderId()).isEqualTo(id(101));
        assertThat(client.next("order").orderId()).isEqualTo(id(102));
        client.next("connected");
        readModel.holds(placed(103));
        readModel.isAt(103);
        assertThat(client.next("order").orderId()).isEqualTo(id(103));
    }

    @Test
    void the_id_of_the_last_update_before_a_break_is_enough_whichever_it_was() {
        var client = connect();
        readModel.holds(IntStream.range(100, 110)
                .mapToObj(LiveOrdersIntegrationTests::placed)
                .toArray(FoldedOrder[]::new));
        readModel.isAt(110);
        var ids = IntStream.range(100, 110)
                .mapToObj(i -> client.next("order").id())
                .toList();

        for (int told = 0; told < ids.size(); told++) {
            var again = connect(ids.get(told));
            for (int missed = told + 1; missed < ids.size(); missed++) {
                assertThat(again.next("order").orderId()).isEqualTo(id(100 + missed));
            }
            again.next("connected");
        }
    }

    @Test
    void a_client_that_missed_too_much_is_told_to_read_anew() {
        readModel.holds(IntStream.range(100, 121)
                .mapToObj(LiveOrdersIntegrationTests::placed)
                .toArray(FoldedOrder[]::new));
        readModel.isAt(120);

        var client = connect("order-99.sales--1");

        client.next("reset");
        client.next("connected");
    }

    @Test
    void a_client_that_missed_just_not_too_much_is_told_all_of_it() {
        readModel.holds(IntStream.range(100, 120)
                .mapToObj(LiveOrdersIntegrationTests::placed)
                .toArray(FoldedOrder[]::new));
        readModel.isAt(120);

        var client = connect("order-99.sales--1");

        IntStream.range(100, 120).forEach(i -> client.next("order"));
        client.next("connected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-100.sales--1", "order-99", "order-x.sales--1", "0195a1c4", "order-99.other-1"})
    void a_client_that_comes_from_an_unknown_place_is_told_to_read_anew(String lastEventId) {
        var client = connect(lastEventId);

        client.next("reset");
        client.next("connected");
    }

    @Test
    void a_read_model_that_was_set_back_is_to_be_read_anew() {
        var client = connect();

        readModel.isAt(50);

        client.next("reset");
        readModel.holds(placed(51));
        readModel.isAt(51);
        assertThat(client.next("order").orderId()).isEqualTo(id(51));
    }

    @Test
    void an_order_that_was_parked_is_told_once_it_is_released_though_its_position_was_passed() {
        var parked = FoldedOrder.placed(id(1), 100);
        readModel.holds(parked);
        readModel.parks(new OrderProjection(), id(1), 101);
        readModel.isAt(102);
        var client = connect();

        readModel.holds(parked.confirmed(101));
        readModel.releasesAll();

        assertThat(client.next("order").data().path("lifecycle").asString()).isEqualTo("CONFIRMED");
    }

    @Test
    void a_client_that_comes_back_after_something_was_released_is_told_to_read_anew() {
        readModel.parks(new OrderProjection(), id(1), 90);
        var first = connect();
        readModel.holds(placed(100));
        readModel.isAt(100);
        var last = first.next("order").id();
        connect(last).next("connected");

        readModel.releasesAll();

        var again = connect(last);
        again.next("reset");
        again.next("connected");
    }

    @Test
    void changed_sales_are_told_by_day_and_currency_once_a_read_shows_them() {
        var sales = new SalesProjection(new ReportingCalendar(ZoneId.of("UTC")));
        readModel.isAt(sales, 99);
        var client = connect();
        readModel.holds(sales, FoldedOrder.placed(id(1), 101));
        readModel.holds(placed(100));
        readModel.isAt(100);
        client.next("order");

        readModel.isAt(sales, 101);

        var told = client.next("sales").data();
        assertThat(told)
                .isEqualTo(api.json(Map.of("period", "2026-03-01", "currency", "EUR", "consistencyToken", "101")));
        assertThat(api.get("/v1/sales?from=2026-03-01&to=2026-03-02", "101")
                        .json()
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void a_client_that_comes_back_is_told_the_sales_it_missed() {
        var sales = new SalesProjection(new ReportingCalendar(ZoneId.of("UTC")));
        readModel.holds(sales, FoldedOrder.placed(id(1), 101));
        readModel.isAt(sales, 101);

        var client = connect("order-99.sales-100");

        assertThat(client.next("sales").id()).isEqualTo("order-99.sales-101");
        client.next("connected");
    }

    @Test
    void sales_that_were_parked_are_told_once_they_are_released() {
        var sales = new SalesProjection(new ReportingCalendar(ZoneId.of("UTC")));
        var order = FoldedOrder.placed(id(1), 100);
        var keys = sales.keys(order.events().getFirst());
        keys.forEach(key -> readModel.parks(sales, key, 100));
        readModel.isAt(sales, 102);
        var client = connect();

        readModel.holds(sales, order);
        readModel.releasesAll();

        assertThat(client.next("sales").data().path("period").asString()).isEqualTo("2026-03-01");
    }

    @Test
    void a_quiet_connection_is_kept_alive() throws InterruptedException {
        assertThat(connect().nextComment().fields()).containsOnlyKeys("");
    }

    @Test
    void every_client_is_told_every_update() {
        IntStream.range(0, CLIENTS).forEach(i -> connect());
        assertThat(connections()).isEqualTo(CLIENTS);

        for (int position = 100; position < 110; position++) {
            readModel.holds(placed(position));
            readModel.isAt(position);
        }

        for (var client : clients) {
            for (int position = 100; position < 110; position++) {
                assertThat(client.next("order").orderId()).isEqualTo(id(position));
            }
        }
    }

    @Test
    void a_client_too_many_is_refused_with_a_time_to_try_again() {
        IntStream.range(0, CLIENTS).forEach(i -> connect());

        var refused = api.get("/v1/live");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.type()).isEqualTo("urn:orderstream:problem:live-unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void a_client_that_does_not_read_is_cut_off_and_holds_up_nobody() throws IOException {
        var cutBefore = cutOff();
        var reader = connect();
        try (var slow = notReading()) {
            await().until(() -> connections() == 2);
            var position = new AtomicLong(99);

            await().pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        var batch = IntStream.range(0, 50)
                                .mapToObj(i -> placed((int) position.incrementAndGet()))
                                .toArray(FoldedOrder[]::new);
                        readModel.holds(batch);
                        readModel.isAt(position.get());
                        for (int i = 0; i < batch.length; i++) {
                            reader.next("order");
                        }
                        return cutOff() > cutBefore;
                    });

            assertThat(connections()).isEqualTo(1);
            assertThat(slow.isConnected()).isTrue();
        }
    }

    @Test
    void a_parameter_that_is_none_is_refused() {
        assertThat(api.get("/v1/live?orderId=" + id(1)).type()).isEqualTo("urn:orderstream:problem:invalid-parameter");
    }

    private Socket notReading() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(1024);
        socket.connect(new InetSocketAddress("localhost", port));
        socket.getOutputStream()
                .write("GET /v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private LiveClient connect() {
        var client = connect(null);
        client.next("connected");
        return client;
    }

    private LiveClient connect(@Nullable String lastEventId) {
        var client = LiveClient.connect(http, port, lastEventId);
        clients.add(client);
        return client;
    }

    private double connections() {
        return meters.get("orderstream.live.connections").gauge().value();
    }

    private double cutOff() {
        return meters.get("orderstream.live.cut-off").counter().count();
    }

    private static FoldedOrder placed(int position) {
        return FoldedOrder.placed(id(position), position);
    }

    private static String id(int number) {
        return "0195a1c4-7c1e-7a50-8d3e-%012x".formatted(number);
    }
}
