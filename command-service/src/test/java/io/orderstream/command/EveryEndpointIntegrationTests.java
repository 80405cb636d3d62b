package io.orderstream.command;

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
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

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
                .run("--server.port=0", "--orderstream.eventstore.uri=" + store.connectionString());
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

    static Stream<Endpoint> endpointsWithBodies() {
        return Endpoint.ALL.stream().filter(Endpoint::hasBody);
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
    void an_answer_has_the_order_its_revision_and_its_place_in_the_log(Endpoint endpoint) {
        String orderId = endpoint.prepare(api);

        Answer answer = endpoint.request().send(api, orderId);

        RecordedEvent last = stream(orderId).getLast();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.orderId()).isEqualTo(orderId);
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
    @MethodSource("endpoints")
    void a_precondition_that_cannot_be_read_is_refused(Endpoint endpoint) {
        Answer answer = endpoint.request().send(api, endpoint.prepare(api), "If-Match", "0");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-header");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void a_repeated_command_is_done_once_and_gets_its_first_answer(Endpoint endpoint) {
        String orderId = endpoint.prepare(api);
        Answer first = endpoint.request().send(api, orderId, "Idempotency-Key", "once");
        api.post("/v1/orders/" + orderId + "/notes", "{\"text\":\"something else\"}");
        int events = stream(orderId).size();

        Answer again = endpoint.request().send(api, orderId, "Idempotency-Key", "once");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.header("Consistency-Token")).isEqualTo(first.header("Consistency-Token"));
        assertThat(stream(orderId)).hasSize(events);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void a_key_stands_for_one_request(Endpoint endpoint) {
        String orderId = endpoint.prepare(api);
        api.post("/v1/orders/" + orderId + "/notes", "{\"text\":\"hello\"}", "Idempotency-Key", "taken");

        Answer answer = endpoint.request().send(api, orderId, "Idempotency-Key", "taken");

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

        Answer answer = new Endpoint.Request(
                        endpoint.request().path(),
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
        String path = "/v1/orders/" + endpoint.prepare(api) + endpoint.request().path();

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
