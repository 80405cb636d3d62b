package io.orderstream.cli.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the command makes of the admin API's answers; the API itself answers in the system tests. */
class RelayCommandTests {

    private final Queue<String> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer projector;
    private int status = 200;

    @BeforeEach
    void start() throws IOException {
        projector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        projector.createContext("/", this::answer);
        projector.start();
    }

    @AfterEach
    void stop() {
        projector.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        byte[] body = answers.remove().getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void a_replay_is_asked_for_and_waited_for() {
        answers.add(replay("RUNNING", 10));
        answers.add(replay("RUNNING", 20));
        answers.add(replay("DONE", 30));

        int code = run("replay", "--to=mine", "--from=2026-03-01T00:00:00Z", "--to-position=77");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("mine: done, 30 domain events up to position 77");
        assertThat(asked)
                .containsExactly(
                        "POST /v1/relay/replay {\"topic\":\"mine\",\"from\":\"2026-03-01T00:00:00Z\",\"toPosition\":77}",
                        "GET /v1/relay/replay ",
                        "GET /v1/relay/replay ");
    }

    @Test
    void a_replay_that_stops_fails_and_says_why() {
        answers.add(replay("STOPPED", 10));

        assertThat(run("replay", "--to=mine")).isEqualTo(1);
        assertThat(out.toString()).contains("mine: stopped");
    }

    @Test
    void a_refusal_is_told_in_its_own_words() {
        status = 409;
        answers.add("{\"detail\":\"orders.events.v1 is not for replays\"}");

        assertThat(run("replay", "--to=orders.events.v1")).isEqualTo(1);
        assertThat(err.toString()).contains("orders.events.v1 is not for replays");
    }

    @Test
    void a_replay_needs_a_topic() {
        assertThat(run("replay")).isEqualTo(2);
    }

    @Test
    void figures_are_printed_a_line_each() {
        answers.add("{\"events\":12,\"p99Millis\":8.5}");

        assertThat(run("status")).isZero();
        assertThat(out.toString().lines()).containsExactly("events 12", "p99Millis 8.5");
    }

    private static String replay(String state, long events) {
        return "{\"topic\":\"mine\",\"state\":\"%s\",\"position\":77,\"toPosition\":77,\"events\":%d}"
                .formatted(state, events);
    }

    private int run(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add(
                "--url-projector=http://localhost:" + projector.getAddress().getPort());
        arguments.addAll(List.of(options));
        return new CommandLine(new RelayCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
