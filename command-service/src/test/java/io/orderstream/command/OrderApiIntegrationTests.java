package io.orderstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ResolvedEvent;
import io.orderstream.command.Api.Answer;
import io.orderstream.local.eventstore.LocalEventStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The write API over the real event store protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderApiIntegrationTests {

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
                .run("--server.port=0", "--orderstream.eventstore.uri=" + store.connectionString());
        api = new Api(((WebServerApplicationContext) service).getWebServer().getPort());
    }

    @AfterAll
    void stop() throws IOException {
        service.close();
        log.shutdown();
        store.close();
    }

    @Test
    void placing_answers_with_the_order_and_where_it_is() {
        Answer placed = api.place();

        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.header("Location")).isEqualTo("/v1/orders/" + placed.orderId());
        assertThat(placed.header("ETag")).isEqualTo("\"0\"");
        assertThat(placed.header("Consistency-Token")).matches("[0-9]+");
        assertThat(placed.json().path("lifecycle").asString()).isEqualTo("PLACED");
        assertThat(placed.json().path("number").asString()).matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
        assertThat(placed.json().path("totals").path("grand").path("amount").asString())
                .isEqualTo("20.00");
    }

    @Test
    void placing_records_one_event_with_its_metadata() {
        Answer placed = api.place(
                "X-Correlation-Id",
                "checkout-7",
                "traceparent",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

        List<RecordedEvent> events = stream(placed.orderId());
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getEventType()).isEqualTo("order-placed");
            JsonNode metadata = JsonMapper.shared().readTree(event.getUserMetadata());
            assertThat(metadata.path("$correlationId").asString()).isEqualTo("checkout-7");
            assertThat(metadata.path("traceparent").asString()).startsWith("00-4bf92f35");
            assertThat(metadata.path("schemaVersion").asInt()).isEqualTo(1);
            assertThat(metadata.path("$causationId").asString())
                    .isEqualTo(metadata.path("commandId").asString());
        });
    }

    @Test
    void the_token_is_the_place_of_the_event_in_the_log() {
        Answer placed = api.place();

        long position = stream(placed.orderId()).get(0).getPosition().getCommitUnsigned();
        assertThat(placed.header("Consistency-Token")).isEqualTo(Long.toString(position));
    }

    @Test
    void a_full_request_is_understood() {
        Answer placed = api.post("/v1/orders", """
                {"channel":"web","currency":"EUR","customerId":"7e0c6a5e-55c5-4a0e-9c1f-3a1b5e0f9a01","placedAt":null,
                 "party":{"email":"ada@example.com","shipping":{"name":"Ada","lines":["1 Main St"],"city":"Berlin","postalCode":"10115","country":"DE"}},
                 "policy":{"rounding":"HALF_EVEN","taxLevel":"LINE","pricesIncludeTax":false},
                 "lines":[{"sku":"S18_1749","name":"1917 Grand Touring Sedan","quantity":30,"unitPrice":"100.00",
                           "taxRates":[{"code":"VAT","rate":"0.19"}],"discounts":[{"code":"SPRING","amount":"50.00"}],"requiresShipping":true}],
                 "discounts":[],"shippingCharges":[{"method":"standard","price":"4.90","taxRates":[{"code":"VAT","rate":"0.19"}]}]}
                """);

        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.json().path("totals").path("grand").path("amount").asString())
                .isEqualTo("3516.33");
    }

    @Test
    void an_order_is_confirmed_and_then_cancelled() {
        String orderId = api.place().orderId();

        Answer confirmed = api.confirm(orderId);
        Answer cancelled = api.cancel(orderId);

        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.header("ETag")).isEqualTo("\"1\"");
        assertThat(confirmed.json().path("lifecycle").asString()).isEqualTo("CONFIRMED");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.header("ETag")).isEqualTo("\"2\"");
        assertThat(cancelled.json().path("totals").path("grand").path("amount").asString())
                .isEqualTo("0.00");
        assertThat(types(orderId)).containsExactly("order-placed", "order-confirmed", "order-cancelled");
    }

    @Test
    void what_holds_already_records_nothing_and_keeps_the_revision() {
        String orderId = api.place().orderId();
        api.confirm(orderId);

        Answer again = api.confirm(orderId);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        assertThat(stream(orderId)).hasSize(2);
    }

    @Test
    void what_the_rules_forbid_is_a_conflict_and_records_nothing() {
        String orderId = api.place().orderId();
        api.cancel(orderId);

        Answer refused = api.confirm(orderId);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("wrong-lifecycle");
        assertThat(stream(orderId)).hasSize(2);
    }

    @Test
    void an_unknown_order_is_not_found() {
        Answer answer = api.confirm(UNKNOWN);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("unknown-order");
    }

    @Test
    void an_id_that_is_none_is_malformed() {
        Answer answer = api.confirm("42");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-id");
    }

    @Test
    void the_revision_that_the_client_saw_is_held_against_the_order() {
        String orderId = api.place().orderId();

        assertThat(api.confirm(orderId, "If-Match", "\"0\"").status()).isEqualTo(200);
        Answer stale = api.cancel(orderId, "If-Match", "\"0\"");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.problem()).isEqualTo("stale-revision");
        assertThat(stream(orderId)).hasSize(2);
    }

    @Test
    void any_revision_will_do_for_a_star() {
        String orderId = api.place().orderId();

        assertThat(api.confirm(orderId, "If-Match", "*").status()).isEqualTo(200);
    }

    @Test
    void an_unknown_order_is_not_found_whatever_revision_the_client_saw() {
        assertThat(api.confirm(UNKNOWN, "If-Match", "\"3\"").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "W/\"0\"", "\"x\"", "\"-1\"", "\"0\", \"1\""})
    void a_precondition_that_cannot_be_read_is_refused(String ifMatch) {
        String orderId = api.place().orderId();

        Answer answer = api.confirm(orderId, "If-Match", ifMatch);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-header");
        assertThat(stream(orderId)).hasSize(1);
    }

    @Test
    void placing_again_with_the_same_key_is_the_same_order() {
        String key = UUID.randomUUID().toString();
        Answer first = api.place("Idempotency-Key", key);

        Answer again = api.place("Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Consistency-Token")).isEqualTo(first.header("Consistency-Token"));
        assertThat(stream(first.orderId())).hasSize(1);
    }

    @Test
    void a_repeated_command_gets_its_first_answer_whatever_happened_since() {
        String orderId = api.place().orderId();
        Answer first = api.confirm(orderId, "Idempotency-Key", "confirm-once");
        api.cancel(orderId);

        Answer again = api.confirm(orderId, "Idempotency-Key", "confirm-once");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        assertThat(again.header("Consistency-Token")).isEqualTo(first.header("Consistency-Token"));
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(stream(orderId)).hasSize(3);
    }

    @Test
    void a_repeated_command_is_known_even_if_its_precondition_is_stale_by_now() {
        String orderId = api.place().orderId();
        api.confirm(orderId, "Idempotency-Key", "k", "If-Match", "\"0\"");

        assertThat(api.confirm(orderId, "Idempotency-Key", "k", "If-Match", "\"0\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_key_stands_for_one_request_only() {
        String key = UUID.randomUUID().toString();
        String orderId = api.place("Idempotency-Key", key).orderId();

        Answer other = api.post("/v1/orders", Api.SMALLEST.replace("10.00", "11.00"), "Idempotency-Key", key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        assertThat(stream(orderId)).hasSize(1);
    }

    @Test
    void white_space_and_the_order_of_fields_do_not_make_another_request() {
        String key = UUID.randomUUID().toString();
        api.place("Idempotency-Key", key);

        Answer again = api.post(
                "/v1/orders",
                "{ \"lines\": [ {\"unitPrice\":\"10.00\", \"quantity\":2, \"sku\":\"A\"} ], \"currency\": \"EUR\" }",
                "Idempotency-Key",
                key);

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void the_order_of_attributes_does_not_make_another_request() {
        String key = UUID.randomUUID().toString();
        String line =
                "{\"currency\":\"EUR\",\"lines\":[{\"sku\":\"A\",\"quantity\":1,\"unitPrice\":\"1\",\"attributes\":{%s}}]}";
        api.post("/v1/orders", line.formatted("\"size\":\"L\",\"colour\":\"red\""), "Idempotency-Key", key);

        Answer again =
                api.post("/v1/orders", line.formatted("\"colour\":\"red\",\"size\":\"L\""), "Idempotency-Key", key);

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void a_key_that_is_too_long_is_refused() {
        assertThat(api.place("Idempotency-Key", "k".repeat(256)).status()).isEqualTo(400);
    }

    @Test
    void one_of_many_equal_requests_at_once_places_the_order_and_the_others_meet_it() throws Exception {
        String key = UUID.randomUUID().toString();
        List<Answer> answers = atOnce(20, i -> api.place("Idempotency-Key", key));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(Answer::orderId)
                .containsOnly(answers.get(0).orderId());
        assertThat(answers.stream()
                        .filter(answer -> answer.header("Idempotent-Replayed").isEmpty()))
                .hasSize(1);
        assertThat(stream(answers.get(0).orderId())).hasSize(1);
    }

    @Test
    void of_many_changes_at_once_each_answer_is_true() throws Exception {
        String orderId = api.place().orderId();

        List<Answer> answers =
                atOnce(20, i -> i % 2 == 0 ? api.confirm(orderId) : api.cancel(orderId, "Idempotency-Key", "c" + i));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 409));
        assertThat(types(orderId)).endsWith("order-cancelled").doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/lines/0/quantity | {'currency':'EUR','lines':[{'sku':'A','quantity':0,'unitPrice':'1'}]}",
                "/lines/0/quantity | {'currency':'EUR','lines':[{'sku':'A','unitPrice':'1'}]}",
                "/currency         | {'currency':'EUX','lines':[{'sku':'A','quantity':1,'unitPrice':'1'}]}",
                "/currency         | {'currency':'XAU','lines':[{'sku':'A','quantity':1,'unitPrice':'1'}]}",
                "/currency         | {'lines':[{'sku':'A','quantity':1,'unitPrice':'1'}]}",
                "/lines            | {'currency':'EUR','lines':[]}",
                "/lines            | {'currency':'EUR'}",
                "/lines/0          | {'currency':'EUR','lines':[null]}",
                "/lines/0/unitPrice| {'currency':'EUR','lines':[{'sku':'A','quantity':1,'unitPrice':'1E+400000000'}]}",
                "/lines/0/unitPrice| {'currency':'EUR','lines':[{'sku':'A','quantity':1,'unitPrice':'1E-400000000'}]}",
                "/party/billing/country  | {'currency':'EUR','party':{'billing':{'name':'A','lines':['1'],'city':'B','country':'XX'}},'lines':[{'sku':'A','quantity':1,'unitPrice':'1'}]}",
                "/party/shipping/country | {'currency':'EUR','party':{'shipping':{'name':'A','lines':['1'],'city':'B','country':'de'}},'lines':[{'sku':'A','quantity':1,'unitPrice':'1'}]}",
                "/placedAt         | {'currency':'EUR','placedAt':'2999-01-01T00:00:00Z','lines':[{'sku':'A','quantity':1,'unitPrice':'1'}]}",
                "/lines/0/discounts| {'currency':'EUR','lines':[{'sku':'A','quantity':1,'unitPrice':'1','discounts':[{'amount':'2'}]}]}"
            })
    void a_value_that_is_not_possible_is_named(String pointer, String body) {
        Answer answer = api.post("/v1/orders", body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("impossible-values");
        assertThat(answer.json().path("errors").get(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{'currency':'EUR','currency':'USD','lines':[{'sku':'A','quantity':1,'unitPrice':'1'}]}",
                "{'currency':'EUR','colour':'red','lines':[{'sku':'A','quantity':1,'unitPrice':'1'}]}",
                "{'currency':'EUR','lines':[{'sku':'A','quantity':'1','unitPrice':'1'}]}",
                "{'currency':'EUR','lines':[{'sku':'A','quantity':1.5,'unitPrice':'1'}]}",
                "{'currency':'EUR','lines':[{'sku':'A','quantity':99999999999999999999,'unitPrice':'1'}]}",
                "{'currency':'EUR','lines':[{'sku':'A','quantity':1,'unitPrice':'ten'}]}",
                "{'currency':'EUR','placedAt':'yesterday','lines':[{'sku':'A','quantity':1,'unitPrice':'1'}]}",
                "{'currency':'EUR','lines':[{'sku':'A','quantity':1,'unitPrice':'1'}]} {}"
            })
    void a_body_that_does_not_have_the_form_of_a_request_is_malformed(String body) {
        Answer answer = api.post("/v1/orders", body.replace('\'', '"'));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-body");
    }

    @Test
    void deep_nesting_is_malformed() {
        assertThat(api.post("/v1/orders", "[".repeat(100_000)).status()).isEqualTo(400);
    }

    @Test
    void a_problem_says_nothing_of_our_inside() {
        Answer answer = api.post("/v1/orders", "{\"currency\":1}");

        assertThat(answer.response().body()).doesNotContain("Exception", "jackson", "io.orderstream");
    }

    @Test
    void a_body_over_the_limit_is_refused() {
        Answer answer = api.post("/v1/orders", " ".repeat(600_000));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("body-too-large");
    }

    @Test
    void a_body_of_unknown_length_over_the_limit_is_refused() {
        byte[] endless = ("{\"channel\":\"" + "x".repeat(600_000)).getBytes(StandardCharsets.UTF_8);

        Answer answer = api.send(
                "/v1/orders",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(endless)),
                "application/json");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem()).isEqualTo("body-too-large");
    }

    @Test
    void another_media_type_is_not_supported() {
        Answer answer = api.send("/v1/orders", BodyPublishers.ofString(Api.SMALLEST), "text/plain");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem()).isEqualTo("unsupported-media-type");
    }

    @Test
    void changes_of_an_order_that_is_in_memory_read_nothing() {
        String orderId = api.place().orderId();
        double reads = measured("orderstream.orders.reads");
        double decisions = measured("orderstream.orders.decisions");
        double hits = measured("cache.gets?tag=cache:orders&tag=result:hit");
        for (int change = 0; change < 10; change++) {
            api.post("/v1/orders/" + orderId + "/notes", "{\"text\":\"hello\"}");
        }

        assertThat(measured("orderstream.orders.decisions")).isEqualTo(decisions + 10);
        assertThat(measured("cache.gets?tag=cache:orders&tag=result:hit")).isEqualTo(hits + 10);
        assertThat(measured("orderstream.orders.reads")).isEqualTo(reads);
    }

    private double measured(String meter) {
        return api.get("/actuator/metrics/" + meter)
                .json()
                .path("measurements")
                .get(0)
                .path("value")
                .asDouble();
    }

    @Test
    void a_charset_that_json_does_not_have_is_refused() {
        Answer answer = api.send(
                "/v1/orders",
                BodyPublishers.ofString(Api.SMALLEST, StandardCharsets.ISO_8859_1),
                "application/json;charset=klingon");

        assertThat(answer.status()).isBetween(400, 499);
    }

    @Test
    void a_huge_array_is_refused_before_it_is_built() {
        String lines =
                String.join(",", Collections.nCopies(4_000, "{\"sku\":\"A\",\"quantity\":1,\"unitPrice\":\"1\"}"));

        Answer answer = api.post("/v1/orders", "{\"currency\":\"EUR\",\"lines\":[" + lines + "]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").get(0).path("pointer").asString())
                .isEqualTo("/lines");
    }

    @Test
    void a_number_that_is_too_long_is_refused() {
        Answer answer = api.post("/v1/orders", Api.SMALLEST.replace("\"10.00\"", "9".repeat(5_000)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-body");
    }

    @Test
    void an_unknown_path_is_not_found() {
        Answer answer = api.post("/v1/nothing", "{}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("not-found");
    }

    private List<RecordedEvent> stream(String orderId) {
        return log.readStream("order-" + orderId, ReadStreamOptions.get().forwards()).join().getEvents().stream()
                .map(ResolvedEvent::getEvent)
                .toList();
    }

    private List<String> types(String orderId) {
        return stream(orderId).stream().map(RecordedEvent::getEventType).toList();
    }

    private interface Request {
        Answer send(int i);
    }

    private static List<Answer> atOnce(int clients, Request request) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<Answer>> answers = threads.invokeAll(IntStream.range(0, clients)
                    .<java.util.concurrent.Callable<Answer>>mapToObj(i -> () -> request.send(i))
                    .toList());
            List<Answer> all = new java.util.ArrayList<>();
            for (Future<Answer> answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }
}
