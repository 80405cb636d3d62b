package io.orderstream.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ReadAllOptions;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ResolvedEvent;
import io.orderstream.command.Api.Answer;
import io.orderstream.events.stored.OrderStreams;
import io.orderstream.local.eventstore.LocalEventStore;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports over HTTP into a real event store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportIntegrationTests {

    private static final String NDJSON = "application/x-ndjson";

    private LocalEventStore store;
    private EventStoreDBClient log;
    private ConfigurableApplicationContext service;
    private int port;
    private Api api;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        store = LocalEventStore.open(folder, 0);
        log = EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(store.connectionString()));
        service = new SpringApplicationBuilder(CommandServiceApplication.class)
                .run(
                        "--server.port=0",
                        "--orderstream.eventstore.uri=" + store.connectionString(),
                        "--orderstream.eventstore.deadline=30s",
                        "--orderstream.import.max-line-size=8KB",
                        "--orderstream.import.bytes-in-flight=64KB");
        port = ((WebServerApplicationContext) service).getWebServer().getPort();
        api = new Api(port);
    }

    @AfterAll
    void stop() throws IOException {
        service.close();
        log.shutdown();
        store.close();
    }

    @Test
    void every_line_has_its_result_and_bad_ones_fail_alone() {
        List<JsonNode> results = imported(
                line("mixed", 1),
                "{\"source\":",
                line("mixed", 2).replace("\"EUR\"", "\"EU\""),
                line("mixed", 3).replace("\"lifecycle\"", "\"surprise\":1,\"lifecycle\""),
                line("mixed", 4).replace("\"quantity\":2", "\"quantity\":0"),
                line("mixed", 5).replace("\"currency\"", "\"currency\":\"USD\",\"currency\""),
                "",
                "null",
                line("mixed", 6) + " {}",
                line("mixed", 7).replace("Sedan", "x".repeat(10_000)),
                line("mixed", 8));

        assertThat(results).extracting(result -> result.path("line").asInt()).containsExactlyElementsOf(upTo(11));
        assertThat(statuses(results))
                .containsExactly(
                        "IMPORTED",
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "REJECTED",
                        "IMPORTED");
        assertThat(problems(results))
                .containsExactly(
                        "",
                        "malformed-body",
                        "impossible-values",
                        "malformed-body",
                        "impossible-values",
                        "malformed-body",
                        "malformed-body",
                        "malformed-body",
                        "malformed-body",
                        "body-too-large",
                        "");
        assertThat(pointer(results.get(2))).isEqualTo("/currency");
        assertThat(pointer(results.get(3))).isEqualTo("/surprise");
        assertThat(pointer(results.get(4))).isEqualTo("/lines/0/quantity");
    }

    @Test
    void what_is_wrong_with_a_line_is_pointed_at() {
        String good = line("pointers", 1);
        List<JsonNode> results = imported(
                good.replace("\"lines\":[", "\"lines\":[null,"),
                good.replace("\"sku\"", "\"attributes\":{\"a/b.c~[0]\":\"red\"},\"sku\""),
                good.replace("\"sku\"", "\"attributes\":{\"colour\":\"" + "x".repeat(201) + "\"},\"sku\""),
                good.replace("\"sku\"", "\"discounts\":[{\"code\":\"A\",\"amount\":\"-1\"}],\"sku\""),
                good.replace(
                        "\"lines\"",
                        "\"payments\":[{\"reference\":\"p\",\"authorized\":\"1\",\"captures\":[{}]}],\"lines\""),
                good.replace("\"sku\"", "\"a/b~\":1,\"sku\""),
                good.replace("\"quantity\":2", "\"quantity\":\"two\""));

        assertThat(results)
                .extracting(ImportIntegrationTests::pointer)
                .containsExactly(
                        "/lines/0",
                        "/lines/0/attributes/a~1b.c~0[0]",
                        "/lines/0/attributes/colour",
                        "/lines/0/discounts/0/amount",
                        "/payments/0/captures/0/amount",
                        "/lines/0/a~1b~0",
                        "/lines/0/quantity");
    }

    @Test
    void the_same_line_again_is_the_same_order() {
        String line = line("again", 1);
        JsonNode first = imported(line).get(0);

        JsonNode again = imported(line.replace("\":", "\" : ")).get(0);

        assertThat(again.path("status").asString()).isEqualTo("ALREADY");
        assertThat(again.path("orderId")).isEqualTo(first.path("orderId"));
    }

    @Test
    void the_same_order_with_another_content_is_a_conflict_and_stands() {
        JsonNode first = imported(line("conflict", 1)).get(0);

        JsonNode other = imported(line("conflict", 1).replace("10.00", "11.00")).get(0);

        assertThat(other.path("status").asString()).isEqualTo("CONFLICT");
        assertThat(problem(other)).isEqualTo("imported-otherwise");
        assertThat(api.confirm(first.path("orderId").asString())
                        .json()
                        .path("totals")
                        .path("grand")
                        .path("amount")
                        .asString())
                .isEqualTo("20.00");
    }

    @Test
    void the_same_line_again_is_the_same_order_after_commands_too() {
        String line = line("changed", 1);
        String orderId = imported(line).get(0).path("orderId").asString();
        assertThat(api.cancel(orderId).status()).isEqualTo(200);

        assertThat(statuses(imported(line))).containsExactly("ALREADY");
    }

    @Test
    void totals_that_differ_are_kept_and_flagged() {
        JsonNode result = imported(line("totals", 1)
                        .replace("\"lines\"", "\"totals\":{\"grand\":\"19.99\",\"tax\":\"0.01\"},\"lines\""))
                .get(0);

        JsonNode totals = api.confirm(result.path("orderId").asString()).json().path("totals");
        assertThat(result.path("differences").valueStream().map(JsonNode::asString))
                .containsExactly("tax", "grand");
        assertThat(totals.path("grand").path("amount").asString()).isEqualTo("19.99");
        assertThat(totals.path("tax").path("amount").asString()).isEqualTo("0.01");
    }

    @Test
    void a_delivered_order_is_returned_and_its_payment_refunded() {
        String lineId = "6e0c6a5e-0000-4000-8000-000000000001";
        String payment = "6e0c6a5e-0000-4000-8000-000000000002";
        String line = line("delivered", 1)
                .replace(
                        "\"PLACED\"",
                        "\"COMPLETED\",\"completedAt\":\"2026-01-03T10:00:00Z\","
                                + "\"returnsUntil\":\"2999-01-01T00:00:00Z\"")
                .replace("\"sku\"", "\"lineId\":\"" + lineId + "\",\"sku\"")
                .replace(
                        "\"lines\"",
                        "\"payments\":[{\"paymentId\":\"" + payment + "\",\"reference\":\"pi_1\","
                                + "\"authorized\":\"20.00\",\"captures\":[{\"reference\":\"ch_1\",\"amount\":\"20.00\"}]}],\"lines\"");
        String order = "/v1/orders/" + imported(line).get(0).path("orderId").asString();

        String returned = api.post(order + "/returns", "{\"items\":[{\"lineId\":\"" + lineId + "\",\"quantity\":1}]}")
                .json()
                .path("id")
                .asString();
        api.post(order + "/returns/" + returned + "/approve", "");
        Answer received = api.post(
                order + "/returns/" + returned + "/receive",
                "{\"items\":[{\"lineId\":\"" + lineId + "\",\"quantity\":1,\"disposition\":\"RESTOCK\"}]}");
        Answer refund = api.post(
                order + "/refunds",
                "{\"kind\":\"SETTLE\",\"allocations\":[{\"paymentId\":\"" + payment + "\",\"amount\":\"10.00\"}]}");
        Answer captureAgain =
                api.post(order + "/payments/" + payment + "/captures", "{\"reference\":\"ch_1\",\"amount\":\"20.00\"}");

        assertThat(received.status()).isEqualTo(200);
        assertThat(refund.status()).isEqualTo(200);
        assertThat(captureAgain.header("ETag")).as("known already").isEqualTo(refund.header("ETag"));
    }

    @Test
    void a_connection_that_is_cut_leaves_whole_orders_only_and_the_repeat_completes() throws IOException {
        List<String> lines = lines("cut", 40);
        String body = String.join("\n", lines) + "\n";
        int middle = body.indexOf(lines.get(25)) + 60;
        try (ImportConnection connection = new ImportConnection(port, body.length())) {
            connection.send(body.substring(0, middle));
            for (int line = 1; line <= 25; line++) {
                assertThat(connection.result()).isNotNull();
            }
        }

        List<JsonNode> repeated = imported(lines.toArray(String[]::new));

        assertThat(statuses(repeated).subList(0, 25)).containsOnly("ALREADY");
        assertThat(statuses(repeated).subList(25, 40)).containsOnly("IMPORTED");
        assertThat(eventsOf("cut").values()).hasSize(40).containsOnly(1L);
    }

    @Test
    void a_last_line_that_is_whole_but_cut_before_its_end_is_no_order() throws IOException {
        String line = line("unended", 1);
        try (ImportConnection connection = new ImportConnection(port, line.length() + 1)) {
            connection.send(line);
        }

        assertThat(statuses(imported(line))).containsExactly("IMPORTED");
    }

    @Test
    void results_come_while_lines_are_still_being_sent() throws IOException {
        List<String> lines = lines("duplex", 5);
        try (ImportConnection connection = new ImportConnection(
                port, lines.stream().mapToLong(line -> line.length() + 1).sum())) {
            for (int line = 1; line <= 5; line++) {
                connection.send(lines.get(line - 1) + "\n");
                assertThat(connection.result().path("line").asInt()).isEqualTo(line);
            }
            assertThat(connection.result()).isNull();
        }
    }

    @Test
    void nothing_more_is_read_while_nobody_takes_the_results() throws Exception {
        String nonsense = ("x".repeat(1_000) + "\n").repeat(100);
        int times = 500;
        AtomicLong sent = new AtomicLong();
        try (ImportConnection connection = new ImportConnection(port, (long) nonsense.length() * times);
                ExecutorService sender = Executors.newSingleThreadExecutor()) {
            Future<?> sending = sender.submit(() -> {
                for (int i = 0; i < times; i++) {
                    connection.send(nonsense);
                    sent.incrementAndGet();
                }
                return null;
            });
            AtomicLong before = new AtomicLong(-1);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> before.getAndSet(sent.get()) == sent.get() && sent.get() > 0);

            assertThat(sent).hasValueLessThan(times);

            List<JsonNode> results = connection.results();
            sending.get();
            assertThat(results).hasSize(times * 100);
            assertThat(results.get(results.size() - 1).path("line").asInt()).isEqualTo(times * 100);
        }
    }

    @Test
    void imports_of_the_same_orders_at_once_make_each_once() throws Exception {
        String[] lines = lines("race", 60).toArray(String[]::new);
        try (ExecutorService clients = Executors.newFixedThreadPool(3)) {
            Callable<List<JsonNode>> client = () -> imported(lines);
            List<List<JsonNode>> all = new ArrayList<>();
            for (Future<List<JsonNode>> results : clients.invokeAll(List.of(client, client, client))) {
                all.add(results.get());
            }

            for (int line = 0; line < lines.length; line++) {
                int at = line;
                assertThat(all.stream()
                                .map(results -> results.get(at).path("status").asString()))
                        .containsExactlyInAnyOrder("IMPORTED", "ALREADY", "ALREADY");
            }
        }
        assertThat(eventsOf("race").values()).hasSize(60).containsOnly(1L);
    }

    @Test
    void more_imports_at_once_than_allowed_are_refused() throws IOException {
        List<ImportConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                ImportConnection connection = new ImportConnection(port, 1_000);
                open.add(connection);
                connection.send("x\n");
                assertThat(connection.result()).isNotNull();
            }

            Answer fifth = api.send("/v1/orders/import", BodyPublishers.ofString("x"), NDJSON);

            assertThat(fifth.status()).isEqualTo(429);
            assertThat(fifth.problem()).isEqualTo("saturated");
            assertThat(fifth.header("Retry-After")).isEqualTo("1");
        } finally {
            for (ImportConnection connection : open) {
                connection.close();
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.send("/v1/orders/import", BodyPublishers.ofString("x"), NDJSON)
                                .status()
                        == 200);
    }

    @Test
    void headers_that_mean_nothing_here_are_refused() {
        assertThat(send("x", "Idempotency-Key", "k").problem()).isEqualTo("malformed-header");
        assertThat(send("x", "If-Match", "*").problem()).isEqualTo("malformed-header");
    }

    @Test
    void another_media_type_is_refused() {
        assertThat(api.post("/v1/orders/import", line("json", 1)).status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "windows-1252", "klingon"})
    void another_charset_is_refused(String charset) {
        Answer answer = api.send(
                "/v1/orders/import", BodyPublishers.ofString(line("charset", 1)), NDJSON + ";charset=" + charset);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem()).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "\"utf-8\""})
    void utf_8_may_be_named(String charset) {
        Answer answer = api.send(
                "/v1/orders/import", BodyPublishers.ofString(line("utf-8", 1)), NDJSON + ";charset=" + charset);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void an_import_is_described() {
        JsonNode operation = api.get("/openapi")
                .json()
                .path("paths")
                .path("/v1/orders/import")
                .path("post");

        assertThat(operation.path("requestBody").path("content").propertyNames())
                .containsExactly(NDJSON);
        assertThat(operation.path("responses").path("200").path("content").propertyNames())
                .containsExactly(NDJSON);
        assertThat(operation.path("responses").propertyNames()).contains("200", "default");
        assertThat(operation.path("parameters").findValuesAsString("name")).containsExactly("X-Correlation-Id");
    }

    private List<JsonNode> imported(String... lines) {
        Answer answer = send(String.join("\n", lines));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith(NDJSON);
        return answer.response()
                .body()
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private Answer send(String body, String... headers) {
        return api.send("/v1/orders/import", BodyPublishers.ofByteArray(body.getBytes(UTF_8)), NDJSON, headers);
    }

    /** How many events each stream has that an import of this source made. */
    private Map<String, Long> eventsOf(String source) {
        try {
            return log.readAll(ReadAllOptions.get().fromStart().maxCount(100_000)).get().getEvents().stream()
                    .map(ResolvedEvent::getEvent)
                    .filter(event -> event.getStreamId().startsWith(OrderStreams.PREFIX))
                    .filter(event -> new String(event.getEventData(), UTF_8).contains("\"source\":\"" + source + "\""))
                    .map(RecordedEvent::getStreamId)
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<String> lines(String source, int count) {
        return upTo(count).stream().map(number -> line(source, number)).toList();
    }

    static String line(String source, int number) {
        return """
                {"source":"%s","externalId":"%d","lifecycle":"PLACED","placedAt":"2026-01-02T10:00:00Z",\
                "currency":"EUR","lines":[{"sku":"A","name":"Sedan","quantity":2,"unitPrice":"10.00"}]}""".formatted(source, number);
    }

    private static List<String> statuses(List<JsonNode> results) {
        return results.stream().map(result -> result.path("status").asString()).toList();
    }

    private static List<String> problems(List<JsonNode> results) {
        return results.stream().map(ImportIntegrationTests::problem).toList();
    }

    private static String problem(JsonNode result) {
        return result.path("problem").path("type").asString().replace("urn:orderstream:problem:", "");
    }

    private static String pointer(JsonNode result) {
        return result.path("problem").path("errors").path(0).path("pointer").asString();
    }
}
