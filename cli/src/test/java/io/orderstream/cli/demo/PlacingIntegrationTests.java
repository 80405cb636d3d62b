package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderstream.events.Money;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real HTTP, with a server that answers as it is told to. */
class PlacingIntegrationTests {

    private static final String ID = "0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e11";
    private static final DemoOrder ORDER = new DemoOrder(
            1,
            LocalDate.EPOCH,
            List.of(
                    step("place", "", "{}", "PLACED", "placed"),
                    step("confirm", "/confirm", "", "CONFIRMED", "confirmed"),
                    step("cancel", "/cancel", "{}", "CANCELLED", "fulfillment_cancelled", "cancelled")),
            new Account(
                    LocalDate.EPOCH,
                    "EUR",
                    "a customer",
                    new Tally(Map.of()),
                    Map.of(),
                    new Tally(Map.of()),
                    Map.of(),
                    Map.of()));

    private final Queue<Reply> replies = new ArrayDeque<>();
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    private record Reply(int status, Map<String, String> headers, String body) {}

    private record Received(String path, String key, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.createContext("/", this::reply);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        ((ExecutorService) server.getExecutor()).shutdownNow();
    }

    @Test
    void an_order_is_placed_and_walked_along() throws InterruptedException {
        given(done(201, 7), done(200, 9), done(200, 8));

        var outcome = place(ORDER);

        assertThat(received)
                .extracting(Received::path)
                .containsExactly("/v1/orders", "/v1/orders/" + ID + "/confirm", "/v1/orders/" + ID + "/cancel");
        assertThat(outcome.sent()).singleElement().satisfies(sent -> {
            assertThat(sent.events()).containsExactly("placed", "confirmed", "fulfillment_cancelled", "cancelled");
            assertThat(sent.standing().lifecycle()).isEqualTo("CANCELLED");
        });
        assertThat(outcome.token()).isEqualTo(9);
        assertThat(outcome.failures().isEmpty()).isTrue();
    }

    @Test
    void each_command_has_a_key_of_its_own_made_from_tpch() throws InterruptedException {
        given(done(201, 7), done(200, 8), done(200, 9));

        place(ORDER);

        assertThat(received)
                .extracting(Received::key)
                .containsExactly("test-1-place", "test-1-confirm", "test-1-cancel");
    }

    @Test
    void a_request_is_sent_again_with_the_same_key_when_that_may_help() throws InterruptedException {
        given(
                new Reply(503, Map.of("Retry-After", "0"), ""),
                new Reply(429, Map.of(), ""),
                new Reply(409, Map.of("Retry-After", "0"), ""),
                done(201, 7),
                done(200, 8),
                done(200, 9));

        var outcome = place(ORDER);

        assertThat(received).extracting(Received::key).startsWith("test-1-place", "test-1-place", "test-1-place");
        assertThat(outcome.sent()).hasSize(1);
    }

    @Test
    void what_was_done_before_is_counted() throws InterruptedException {
        given(replayed(201, 7), replayed(200, 8), done(200, 9));

        assertThat(place(ORDER).replayed()).isEqualTo(2);
    }

    @Test
    void a_refused_order_is_not_among_what_was_sent() throws InterruptedException {
        given(problem(422, "impossible-values"));

        var outcome = place(ORDER);

        assertThat(outcome.sent()).isEmpty();
        assertThat(outcome.failures().lines()).first().isEqualTo("1 x urn:orderstream:problem:impossible-values");
    }

    @Test
    void a_refused_step_leaves_the_order_as_it_was_acknowledged() throws InterruptedException {
        given(done(201, 7), problem(409, "wrong-lifecycle"));

        var outcome = place(ORDER);

        assertThat(outcome.sent()).singleElement().satisfies(sent -> {
            assertThat(sent.standing().lifecycle()).isEqualTo("PLACED");
            assertThat(sent.events()).containsExactly("placed");
        });
        assertThat(outcome.failures().count()).isEqualTo(1);
    }

    @Test
    void when_no_answer_comes_no_further_order_is_begun() throws InterruptedException {
        stop();

        var outcome = place(ORDER, ORDER, ORDER, ORDER, ORDER, ORDER);

        assertThat(outcome.sent()).isEmpty();
        assertThat(outcome.failures().count()).isLessThan(6);
    }

    private static Step step(String name, String path, String body, String lifecycle, String... events) {
        var zero = Money.zero("EUR");
        return new Step(name, path, body, List.of(events), new Standing(lifecycle, zero, zero, zero, zero));
    }

    private void given(Reply... prepared) {
        replies.addAll(List.of(prepared));
    }

    private Placing.Outcome place(DemoOrder... orders) throws InterruptedException {
        var http = new ResilientHttp(new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(500)));
        var api = new WriteApi(
                URI.create("http://localhost:" + server.getAddress().getPort()), http);
        try (var progress = new PlainProgress(new PrintWriter(Writer.nullWriter()), "Placing", orders.length)) {
            return new Placing(api, "test", 1, Pace.unbounded(), progress).run(List.of(orders));
        }
    }

    private static Reply done(int status, long token) {
        return new Reply(status, Map.of("Consistency-Token", Long.toString(token)), "{\"orderId\":\"" + ID + "\"}");
    }

    private static Reply replayed(int status, long token) {
        var headers = Map.of("Consistency-Token", Long.toString(token), "Idempotent-Replayed", "true");
        return new Reply(status, headers, "{\"orderId\":\"" + ID + "\"}");
    }

    private static Reply problem(int status, String name) {
        return new Reply(status, Map.of(), "{\"type\":\"urn:orderstream:problem:" + name + "\",\"detail\":\"no\"}");
    }

    private void reply(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(new Received(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                    new String(exchange.getRequestBody().readAllBytes())));
            var reply = replies.remove();
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            var body = reply.body().getBytes();
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
