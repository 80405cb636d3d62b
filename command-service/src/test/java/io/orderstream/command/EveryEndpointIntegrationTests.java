package io.orderstream.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ResolvedEvent;
import io.orderstream.command.Api.Answer;
import io.orderstream.local.eventstore.LocalEventStore;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** What all endpoints that change an order have in common. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryEndpointIntegrationTests {

    private static final String UNKNOWN = "6e0c6a5e-0000-4000-8000-000000000000";

    private LocalEventStore store;
    private EventStoreDBClient log;
    private ConfigurableApplicationContext service;
    private Api api;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        store = LocalEventStore.open(folder, 0);
        log = EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(store.connectionString()));
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
        log.shutdown();
        store.close();
    }

    static List<Endpoint> endpoints() {
        return Endpoint.ALL;
    }

    static Stream<Endpoint> placingAndEndpoints() {
        return Stream.concat(Stream.of(Endpoint.PLACING), Endpoint.ALL.stream());
    }

    static Stream<Endpoint> endpointsWithBodies() {
        return placingAndEndpoints().filter(Endpoint::hasBody);
    }

    @Test
    void every_endpoint_of_an_order_is_looked_at() {
        List<String> declared = service
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(path -> path.startsWith("/v1/orders/{orderId}"))
                .toList();

        assertThat(Endpoint.ALL).extracting(Endpoint::template).containsExactlyInAnyOrderElementsOf(declared);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void an_endpoint_is_described_with_its_headers(Endpoint endpoint) {
        JsonNode description = api.get("/openapi").json();

        JsonNode operation = description.path("paths").path(endpoint.template()).path("post");
        assertThat(description.path("openapi").asString()).startsWith("3.1");
        assertThat(operation.path("parameters").findValuesAsString("name"))
                .contains("orderId", "Idempotency-Key", "If-Match")
                .doesNotContain("headers");
        assertThat(operation.has("requestBody")).isEqualTo(endpoint.hasBody());
        assertThat(operation.path("responses").propertyNames()).contains("200", "default");
        assertThat(operation
                        .at("/responses/default/content/application~1problem+json/schema/properties")
                        .propertyNames())
                .contains("type", "errors");
    }

    @Test
    void placing_is_described_as_making_something() {
        JsonNode place =
                api.get("/openapi").json().path("paths").path("/v1/orders").path("post");

        assertThat(place.path("responses").propertyNames()).contains("201");
    }

    @Test
    void codes_are_described_by_their_form() {
        JsonNode schemas = api.get("/openapi").json().at("/components/schemas");

        assertThat(schemas.at("/PlaceOrderRequest/properties/currency/pattern").asString())
                .isEqualTo("[A-Z]{3}");
        assertThat(schemas.at("/ImportOrderRequest/properties/currency/pattern").asString())
                .isEqualTo("[A-Z]{3}");
        assertThat(schemas.at("/Address/properties/country/pattern").asString()).isEqualTo("[A-Z]{2}");
    }

    @Test
    void the_description_can_be_browsed() {
        assertThat(api.get("/docs").status()).isEqualTo(302);
        assertThat(api.get("/swagger-ui/index.html").response().body()).contains("swagger-ui");
    }

    @ParameterizedTest
    @MethodSource("placingAndEndpoints")
    void an_answer_has_the_order_its_revision_and_its_place_in_the_log(Endpoint endpoint) {
        String orderId = endpoint.prepare(api);

        Answer answer = endpoint.send(api, orderId);

        RecordedEvent last = stream(answer.orderId()).getLast();
        assertThat(answer.status()).isEqualTo(endpoint.success());
        assertThat(answer.orderId()).contains(orderId);
        assertThat(answer.json().path("revision").asLong()).isEqualTo(last.getRevision());
        assertThat(answer.header("ETag")).isEqualTo("\"" + last.getRevision() + "\"");
        assertThat(answer.header("Consistency-Token"))
                .isEqualTo(Long.toString(last.getPosition().getCommitUnsigned()));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void the_revision_that_the_client_saw_is_held_against_the_order(Endpoint endpoint) {
        String orderId = endpoint.prepare(api);
        int events = stream(orderId).size();

        Answer stale = endpoint.request().send(api, orderId, "If-Match", "\"" + events + "\"");
        Answer current = endpoint.request().send(api, orderId, "If-Match", "\"" + (events - 1) + "\"");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.problem()).isEqualTo("stale-revision");
        assertThat(current.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("placingAndEndpoints")
    void a_header_that_cannot_be_read_is_refused(Endpoint endpoint) {
        String orderId = endpoint.prepare(api);
        String tooLong = "k".repeat(256);

        assertThat(Stream.of(
                        endpoint.send(api, orderId, "If-Match", "0"),
                        endpoint.send(api, orderId, "If-Match", "W/\"0\""),
                        endpoint.send(api, orderId, "If-Match", "\"0\", \"1\""),
                        endpoint.send(api, orderId, "If-Match", "\"0\"", "If-Match", "\"0\""),
                        endpoint.send(api, orderId, "Idempotency-Key", "two words"),
                        endpoint.send(api, orderId, "Idempotency-Key", tooLong),
                        endpoint.send(api, orderId, "Idempotency-Key", ""),
                        endpoint.send(api, orderId, "Idempotency-Key", "a", "Idempotency-Key", "a"),
                        endpoint.send(api, orderId, "X-Correlation-Id", "two words"),
                        endpoint.send(api, orderId, "X-Correlation-Id", "a", "X-Correlation-Id", "b")))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.problem()).isEqualTo("malformed-header");
                });
    }

    @ParameterizedTest
    @MethodSource("placingAndEndpoints")
    void any_revision_will_do_if_there_is_one(Endpoint endpoint) {
        Answer answer = endpoint.send(api, endpoint.prepare(api), "If-Match", "*");

        assertThat(answer.status()).isEqualTo(endpoint.isPlacing() ? 412 : 200);
    }

    @ParameterizedTest
    @MethodSource("placingAndEndpoints")
    void a_stale_revision_leaves_the_key_free_and_a_command_that_was_done_is_never_stale(Endpoint endpoint) {
        String orderId = endpoint.prepare(api);
        String key = "precondition" + endpoint.template();

        Answer stale = endpoint.send(api, orderId, "Idempotency-Key", key, "If-Match", "\"99\"");
        Answer done = endpoint.send(api, orderId, "Idempotency-Key", key);
        Answer again = endpoint.send(api, orderId, "Idempotency-Key", key, "If-Match", "\"99\"");

        assertThat(stale.problem()).isEqualTo("stale-revision");
        assertThat(done.status()).isEqualTo(endpoint.success());
        assertThat(done.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(done.status());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(done.json());
    }

    @ParameterizedTest
    @MethodSource("placingAndEndpoints")
    void what_the_caller_says_of_its_call_is_kept(Endpoint endpoint) {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        Answer answer =
                endpoint.send(api, endpoint.prepare(api), "X-Correlation-Id", "checkout-17", "traceparent", trace);

        String metadata = new String(stream(answer.orderId()).getLast().getUserMetadata(), UTF_8);
        assertThat(metadata).contains("\"$correlationId\":\"checkout-17\"", "\"traceparent\":\"" + trace + "\"");
    }

    @ParameterizedTest
    @MethodSource("placingAndEndpoints")
    void a_trace_that_is_none_is_left_out(Endpoint endpoint) {
        Answer answer = endpoint.send(api, endpoint.prepare(api), "traceparent", "00-zz");

        assertThat(new String(stream(answer.orderId()).getLast().getUserMetadata(), UTF_8))
                .doesNotContain("00-zz");
    }

    @ParameterizedTest
    @MethodSource("placingAndEndpoints")
    void a_repeated_command_is_done_once_and_gets_its_first_answer(Endpoint endpoint) {
        Answer first = endpoint.send(api, endpoint.prepare(api), "Idempotency-Key", "once");
        String orderId = first.orderId();
        api.post("/v1/orders/" + orderId + "/notes", "{\"text\":\"something else\"}");
        int events = stream(orderId).size();

        Answer again = endpoint.send(api, orderId, "Idempotency-Key", "once");

        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Consistency-Token")).isEqualTo(first.header("Consistency-Token"));
        assertThat(stream(orderId)).hasSize(events);
    }

    static Stream<Arguments> impossibleValues() {
        String id = "6e0c6a5e-0000-4000-8000-000000000001";
        String order = "/v1/orders/" + UNKNOWN;
        String placed = "{\"currency\":\"EUR\",\"lines\":[{\"sku\":\"A\",\"quantity\":1,\"unitPrice\":\"1\"%s}]%s}";
        return Stream.of(
                Arguments.of("/v1/orders", "{\"currency\":\"EUR\",\"lines\":[null]}", "/lines/0"),
                Arguments.of(
                        "/v1/orders",
                        placed.formatted(",\"attributes\":{\"a/b.c~[0]\":\"x\"}", ""),
                        "/lines/0/attributes/a~1b.c~0[0]"),
                Arguments.of(
                        "/v1/orders",
                        placed.formatted(",\"discounts\":[{\"code\":\"A\",\"amount\":\"-1\"}]", ""),
                        "/lines/0/discounts/0/amount"),
                Arguments.of(
                        "/v1/orders",
                        placed.formatted("", ",\"party\":{\"shipping\":{\"lines\":[\"\"]}}"),
                        "/party/shipping/lines/0"),
                Arguments.of(
                        order + "/cancel-lines",
                        "{\"items\":[{\"lineId\":\"" + id + "\",\"quantity\":0}]}",
                        "/items/0/quantity"),
                Arguments.of(order + "/holds", "{\"type\":\"FRAUD\",\"lineIds\":[null]}", "/lineIds/0"),
                Arguments.of(
                        order + "/shipping-address",
                        "{\"name\":\"Ada\",\"lines\":[],\"city\":\"Berlin\",\"country\":\"DE\"}",
                        "/lines"),
                Arguments.of(
                        order + "/shipping-address",
                        "{\"name\":\"Ada\",\"lines\":[\"1\"],\"city\":\"Berlin\",\"country\":\"XX\"}",
                        "/country"),
                Arguments.of(order + "/notes", "{\"text\":\"\"}", "/text"),
                Arguments.of(order + "/payments", "{\"reference\":\"p\",\"amount\":\"0\"}", "/amount"),
                Arguments.of(order + "/payments/" + id + "/captures", "{\"amount\":\"-1\"}", "/amount"),
                Arguments.of(
                        order + "/refunds",
                        "{\"kind\":\"SETTLE\",\"allocations\":[{\"paymentId\":\"" + id + "\",\"amount\":\"0\"}]}",
                        "/allocations/0/amount"),
                Arguments.of(order + "/refunds/" + id + "/result", "{}", "/result"),
                Arguments.of(
                        order + "/fulfillments",
                        "{\"location\":\"b\",\"items\":[{\"lineId\":\"" + id + "\",\"quantity\":0}]}",
                        "/items/0/quantity"),
                Arguments.of(
                        order + "/fulfillments/" + id + "/ship",
                        "{\"parcels\":[{\"carrier\":\"\"}]}",
                        "/parcels/0/carrier"),
                Arguments.of(order + "/fulfillments/" + id + "/deliver", "{\"items\":[null]}", "/items/0"),
                Arguments.of(order + "/returns", "{\"items\":[{\"quantity\":1}]}", "/items/0/lineId"),
                Arguments.of(
                        order + "/returns/" + id + "/receive",
                        "{\"items\":[{\"lineId\":\"" + id + "\",\"quantity\":1}]}",
                        "/items/0/disposition"));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("impossibleValues")
    void an_impossible_value_is_pointed_at(String path, String body, String pointer) {
        Answer answer = api.post(path, body);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsString("pointer")).contains(pointer);
    }

    /** As large as their limits: what is past being read meets an order that is not there, or one that is placed. */
    static Stream<Arguments> largeValues() {
        String id = "6e0c6a5e-0000-4000-8000-000000000001";
        String order = "/v1/orders/" + UNKNOWN;
        String items = "\"items\":[{\"lineId\":\"" + id + "\",\"quantity\":1000000000}]";
        String reason = "\"reason\":\"" + "r".repeat(500) + "\"";
        String reference = "\"reference\":\"" + "p".repeat(100) + "\",\"amount\":\"999999999999999999\"";
        String address = """
                {"name":"%1$s","lines":["%1$s","%1$s","%1$s","%1$s","%1$s"],"city":"%2$s","region":"%2$s",\
                "postalCode":"%3$s","country":"DE"}""".formatted("n".repeat(200), "c".repeat(100), "1".repeat(20));
        return Stream.of(
                Arguments.of("/v1/orders", 201, largeOrder(address)),
                Arguments.of(order + "/cancel", 404, "{" + reason + "}"),
                Arguments.of(order + "/cancel-lines", 404, "{" + items + "," + reason + "}"),
                Arguments.of(order + "/holds", 404, "{\"type\":\"FRAUD\"," + reason + "}"),
                Arguments.of(order + "/shipping-address", 404, address),
                Arguments.of(order + "/notes", 404, "{\"text\":\"" + "t".repeat(2_000) + "\"}"),
                Arguments.of(order + "/payments", 404, "{" + reference + "}"),
                Arguments.of(order + "/payments/" + id + "/captures", 404, "{" + reference + "}"),
                Arguments.of(order + "/refunds", 404, """
                        {"kind":"GRANT","allocations":[{"paymentId":"%s","amount":"999999999999999999"}],%s}""".formatted(id, reason)),
                Arguments.of(order + "/refunds/" + id + "/result", 404, "{\"result\":\"FAILED\"," + reason + "}"),
                Arguments.of(order + "/fulfillments", 404, "{\"location\":\"" + "l".repeat(64) + "\"," + items + "}"),
                Arguments.of(order + "/fulfillments/" + id + "/ship", 404, """
                        {"parcels":[{"carrier":"%s","tracking":"%s",%s}]}""".formatted(
                                "c".repeat(64), "t".repeat(100), items)),
                Arguments.of(order + "/returns", 404, "{" + items.replace("}", "," + reason + "}") + "}"),
                Arguments.of(order + "/returns/" + id + "/decline", 404, "{" + reason + "}"),
                Arguments.of(order + "/returns/" + id + "/receive", 404, """
                        {%s,"fees":[{"code":"%s","amount":"999999999999999999"}]}""".formatted(
                                items.replace("}", ",\"disposition\":\"RESTOCK\"}"), "f".repeat(64))));
    }

    private static String largeOrder(String address) {
        String code = "c".repeat(64);
        String tax = "{\"code\":\"%1$s\",\"jurisdiction\":\"%1$s\",\"rate\":\"10.00000000\"}".formatted("t".repeat(32));
        String taxes = "[" + (tax + ",").repeat(9) + tax + "]";
        String attributes = IntStream.range(10, 30)
                .mapToObj(number -> "\"" + "a".repeat(38) + number + "\":\"" + "v".repeat(200) + "\"")
                .collect(Collectors.joining(","));
        String discount = "{\"id\":\"%1$s\",\"code\":\"%1$s\",\"amount\":\"0\"}".formatted(code);
        String line = """
                {"sku":"%s","name":"%s","quantity":1000000000,"unitPrice":"0.000000000001","taxRates":%s,\
                "discounts":[%s],"attributes":{%s}}""".formatted(code, "n".repeat(200), taxes, (discount + ",").repeat(19) + discount, attributes);
        return """
                {"channel":"%s","currency":"EUR","customerId":"%s","party":{"email":"%s","phone":"%s",\
                "billing":%s,"shipping":%s},"lines":[%s],"discounts":[%s],"shippingCharges":[%s]}""".formatted(
                "w".repeat(32),
                code,
                "e".repeat(254),
                "1".repeat(50),
                address,
                address,
                line,
                (discount + ",").repeat(49) + discount,
                "{\"id\":\"%1$s\",\"method\":\"%1$s\",\"price\":\"0\",\"taxRates\":%2$s}".formatted(code, taxes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("largeValues")
    void a_value_as_large_as_it_may_be_is_taken(String path, int status, String body) {
        Answer answer = api.post(path, body);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    }

    @ParameterizedTest
    @MethodSource("placingAndEndpoints")
    void a_key_stands_for_one_request(Endpoint endpoint) {
        String orderId = endpoint.prepare(api);
        Answer other = endpoint.isPlacing()
                ? api.place("Idempotency-Key", "taken")
                : api.post("/v1/orders/" + orderId + "/notes", "{\"text\":\"hello\"}", "Idempotency-Key", "taken");
        int events = stream(other.orderId()).size();

        Answer answer = endpoint.send(api, orderId, "Idempotency-Key", "taken");

        assertThat(other.status()).isEqualTo(endpoint.success());
        assertThat(stream(other.orderId())).hasSize(events);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("idempotency-key-reused");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void an_unknown_order_is_not_found(Endpoint endpoint) {
        Answer answer = endpoint.request().send(api, UNKNOWN);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("unknown-order");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void an_id_that_is_none_is_malformed(Endpoint endpoint) {
        Answer answer = endpoint.request().send(api, "42");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-id");
    }

    @ParameterizedTest
    @MethodSource("endpointsWithBodies")
    void an_unknown_field_is_refused_by_name(Endpoint endpoint) {
        String orderId = endpoint.prepare(api);
        String body = endpoint.request().body().strip();

        Answer answer = endpoint.with(
                        (body.equals("{}") ? "{" : body.substring(0, body.length() - 1) + ",") + "\"colour\":\"red\"}")
                .send(api, orderId);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-body");
        assertThat(answer.json().path("errors").get(0).path("pointer").asString())
                .isEqualTo("/colour");
    }

    @ParameterizedTest
    @MethodSource("endpointsWithBodies")
    void another_media_type_is_not_supported(Endpoint endpoint) {
        String path = endpoint.path(endpoint.prepare(api));

        Answer answer =
                api.send(path, BodyPublishers.ofString(endpoint.request().body()), "text/plain");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem()).isEqualTo("unsupported-media-type");
    }

    private List<RecordedEvent> stream(String orderId) {
        return log.readStream("order-" + orderId, ReadStreamOptions.get().forwards()).join().getEvents().stream()
                .map(ResolvedEvent::getEvent)
                .toList();
    }
}
