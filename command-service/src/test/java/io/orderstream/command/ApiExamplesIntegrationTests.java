package io.orderstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.Api.Answer;
import io.orderstream.local.eventstore.LocalEventStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the examples of docs/api.md, which are those of the OpenAPI description too: those of each command to an order
 * that the examples of other commands prepared.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiExamplesIntegrationTests {

    private static final String ORDER = "/v1/orders/{orderId}";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern ID_FIELD = Pattern.compile("\"([a-z]+Id)(s?)\":(\\[?)\"…\"");

    /** What has to happen to an order before, as the rows of the table that do it. */
    private static final Map<String, List<String>> BEFORE = Map.ofEntries(
            Map.entry("/complete", List.of("/payments", "/payments/{paymentId}/captures", "/confirm")),
            Map.entry("/holds/{holdId}/release", List.of("/holds")),
            Map.entry("/payments/{paymentId}/captures", List.of("/payments")),
            Map.entry("/payments/{paymentId}/void", List.of("/payments")),
            Map.entry("/refunds", List.of("/payments", "/payments/{paymentId}/captures")),
            Map.entry("/refunds/{refundId}/result", List.of("/payments", "/payments/{paymentId}/captures", "/refunds")),
            Map.entry("/fulfillments", List.of("/confirm")),
            Map.entry("/fulfillments/{fulfillmentId}/ship", List.of("/confirm", "/fulfillments")),
            Map.entry("/fulfillments/{fulfillmentId}/cancel", List.of("/confirm", "/fulfillments")),
            Map.entry("/fulfillments/{fulfillmentId}/deliver", shipped()),
            Map.entry("/returns", shipped()),
            Map.entry("/returns/{returnId}/approve", returned()),
            Map.entry("/returns/{returnId}/decline", returned()),
            Map.entry("/returns/{returnId}/cancel", returned()),
            Map.entry(
                    "/returns/{returnId}/receive",
                    Stream.concat(returned().stream(), Stream.of("/returns/{returnId}/approve"))
                            .toList()));

    /** Where an example has an id, whose it is: the same wherever that is named. */
    private static final JsonNode EXAMPLES = JsonMapper.shared()
            .readTree(ApiExamplesIntegrationTests.class.getResourceAsStream("/request-examples.json"));

    private LocalEventStore store;
    private ConfigurableApplicationContext service;
    private Api api;

    /** A command as the table tells it: its path after the order's, and its bodies, an empty one for none. */
    private record Row(String path, List<String> bodies) {}

    /** One request of the table. */
    private record Example(String path, String body) {

        @Override
        public String toString() {
            return path + " " + body;
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        store = LocalEventStore.open(folder, 0);
        service = new SpringApplicationBuilder(CommandServiceApplication.class)
                .run(
                        "--server.port=0",
                        "--orderstream.eventstore.uri=" + store.connectionString(),
                        "--orderstream.eventstore.deadline=30s");
        api = new Api(((WebServerApplicationContext) service).getWebServer().getPort());
    }

    @AfterAll
    void stop() throws IOException {
        service.close();
        store.close();
    }

    static Stream<Example> examples() {
        return rows().stream().flatMap(row -> row.bodies().stream().map(body -> new Example(row.path(), body)));
    }

    @Test
    void every_endpoint_of_an_order_is_in_the_table() {
        assertThat(rows().stream().map(row -> ORDER + row.path()))
                .containsExactlyInAnyOrderElementsOf(
                        Endpoint.ALL.stream().map(Endpoint::template).toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void the_description_shows_the_examples_of_the_table(Row row) {
        List<JsonNode> told = row.bodies().stream()
                .filter(body -> !body.isEmpty())
                .map(body -> JsonMapper.shared().readTree(withIds(body)))
                .toList();

        assertThat(described(ORDER + row.path(), "application/json")).isEqualTo(told);
    }

    @Test
    void the_description_shows_the_order_that_is_placed_and_the_one_that_is_imported() {
        List<JsonNode> placed = described("/v1/orders", "application/json");
        List<JsonNode> imported = described("/v1/orders/import", "application/x-ndjson");

        assertThat(placed).containsExactly(JsonMapper.shared().readTree(placing()));
        assertThat(imported).singleElement().satisfies(line -> {
            assertThat(line.asString()).doesNotContain("\n");
            assertThat(JsonMapper.shared().readTree(line.asString()))
                    .isEqualTo(JsonMapper.shared().readTree(blocks().get(2)));
        });
    }

    /** The examples that the description gives of a request's body. */
    private List<JsonNode> described(String path, String type) {
        return api.get("/openapi")
                .json()
                .path("paths")
                .path(path)
                .path("post")
                .path("requestBody")
                .path("content")
                .path(type)
                .path("examples")
                .valueStream()
                .map(example -> example.path("value"))
                .toList();
    }

    @Test
    void placing_the_example_is_answered_as_it_says() {
        Answer placed = api.post("/v1/orders", placing());

        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.header("Location")).isEqualTo("/v1/orders/" + placed.orderId());
        assertHasWhatIsTold(placed, summary());
    }

    @Test
    void importing_the_examples_is_answered_as_it_says() {
        String order = blocks().get(2).strip();
        String wrong = order.replace("\"sku\":\"S18_1749\"", "\"sku\":1");

        List<JsonNode> results = jsonLines(
                api.send("/v1/orders/import", BodyPublishers.ofString(order + "\n" + wrong), "application/x-ndjson")
                        .response()
                        .body());

        List<JsonNode> told = jsonLines(blocks().get(3));
        assertThat(results).hasSameSizeAs(told);
        assertHasShape(results.get(0), told.get(0), "");
        assertThat(results.get(0).path("status")).isEqualTo(told.get(0).path("status"));
        assertThat(results.get(0).path("differences")).isEqualTo(told.get(0).path("differences"));
        assertThat(results.get(1).path("status")).isEqualTo(told.get(1).path("status"));
        assertThat(results.get(1).path("problem").path("type"))
                .isEqualTo(told.get(1).path("problem").path("type"));
        assertThat(results.get(1).path("problem").path("errors"))
                .isEqualTo(told.get(1).path("problem").path("errors"));
    }

    private static List<JsonNode> jsonLines(String text) {
        return text.lines().map(JsonMapper.shared()::readTree).toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_example_is_done_and_answered_as_it_says(Example example) {
        String orderId = api.post("/v1/orders", placing()).orderId();
        before(example).forEach(path -> send(orderId, first(path)));

        Answer answer = send(orderId, example);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertHasShape(answer.json(), summary(), "");
        assertThat(answer.header("ETag"))
                .isEqualTo("\"" + answer.json().path("revision").asLong() + "\"");
        assertThat(answer.json().path("revision").asInt())
                .isEqualTo(before(example).size() + 1);
        assertThat(answer.header("Consistency-Token")).matches("[0-9]+");
        assertThat(answer.json().has("id")).isEqualTo(hasId(example.path()));
    }

    private static List<String> shipped() {
        return List.of("/confirm", "/fulfillments", "/fulfillments/{fulfillmentId}/ship");
    }

    private static List<String> returned() {
        return Stream.concat(shipped().stream(), Stream.of("/returns")).toList();
    }

    private static List<String> before(Example example) {
        if (example.body().contains("SETTLE")) {
            return List.of("/payments", "/payments/{paymentId}/captures", "/cancel-lines");
        }
        List<String> before = BEFORE.getOrDefault(example.path(), List.of());
        return example.path().equals("/complete")
                ? Stream.of(
                                before,
                                List.of(
                                        "/fulfillments",
                                        "/fulfillments/{fulfillmentId}/ship",
                                        "/fulfillments/{fulfillmentId}/deliver"))
                        .flatMap(List::stream)
                        .toList()
                : before;
    }

    private static boolean hasId(String path) {
        return List.of("/holds", "/payments", "/payments/{paymentId}/captures", "/refunds", "/fulfillments", "/returns")
                .contains(path);
    }

    private static Example first(String path) {
        return examples()
                .filter(example -> example.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private Answer send(String orderId, Example example) {
        String path = Pattern.compile("\\{([a-zA-Z]+)}").matcher(example.path()).replaceAll(name -> id(name.group(1)));
        return api.post("/v1/orders/" + orderId + path, withIds(example.body()));
    }

    private static String withIds(String body) {
        return ID_FIELD.matcher(body)
                .replaceAll(field -> "\"%s%s\":%s\"%s\""
                        .formatted(field.group(1), field.group(2), field.group(3), id(field.group(1))));
    }

    /** A line has its id from the placing; every other id is the client's choice. */
    private static String id(String name) {
        return EXAMPLES.findValue(name).asString();
    }

    private static void assertHasWhatIsTold(Answer answer, JsonNode told) {
        assertHasShape(answer.json(), told, "");
        assertThat(answer.json().path("revision")).isEqualTo(told.path("revision"));
        assertThat(answer.json().path("lifecycle")).isEqualTo(told.path("lifecycle"));
        told.path("totals")
                .properties()
                .forEach(total -> assertThat(answer.json().path("totals").path(total.getKey()))
                        .isEqualTo(total.getValue()));
    }

    private static List<Row> rows() {
        return writing()
                .lines()
                .filter(line -> line.startsWith("| `POST " + ORDER + "/"))
                .map(line -> line.split("\\|"))
                .map(cells -> new Row(pathOf(cells[1]), bodiesOf(cells[2])))
                .toList();
    }

    private static String pathOf(String cell) {
        Matcher code = CODE.matcher(cell);
        assertThat(code.find()).isTrue();
        return code.group(1).substring(("POST " + ORDER).length());
    }

    private static List<String> bodiesOf(String cell) {
        List<String> bodies = new ArrayList<>(CODE.matcher(cell)
                .results()
                .map(code -> code.group(1))
                .filter(code -> code.startsWith("{"))
                .toList());
        if (cell.contains("none")) {
            bodies.add("");
        }
        assertThat(bodies).as(cell).isNotEmpty();
        return bodies;
    }

    private static JsonNode summary() {
        return JsonMapper.shared().readTree(blocks().get(0));
    }

    private static String placing() {
        return blocks().get(1);
    }

    /** The JSON that stands by itself: what is answered, and what an order is placed with. */
    private static List<String> blocks() {
        return Pattern.compile("```json\n(.+?)```", Pattern.DOTALL)
                .matcher(writing())
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String writing() {
        try {
            String all = Files.readString(Path.of("..", "docs", "api.md"));
            return all.substring(all.indexOf("## Writing"), all.indexOf("## Reading"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every field that is told is there and holds the same kind of value. */
    private static void assertHasShape(JsonNode answer, JsonNode told, String at) {
        assertThat(answer.getNodeType()).as(at).isEqualTo(told.getNodeType());
        told.properties()
                .forEach(field ->
                        assertHasShape(answer.path(field.getKey()), field.getValue(), at + "/" + field.getKey()));
    }
}
