package io.orderstream.cli.projections;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the commands ask of the admin API, and what they make of its answers. */
class ProjectionsCommandTests {

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;
    private int status = 200;
    private String body = "";
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void projections_are_listed_with_their_lag_and_their_rebuild() {
        body = """
                {"items":[{"name":"orders","state":"RUNNING","position":42,"lag":{"events":7,"seconds":1.5},"parked":2,
                "live":{"collection":"orders_v3","shards":[{},{}]},"rebuild":{"collection":"orders_v3_2"}}]}""";

        assertThat(run()).isZero();

        assertThat(out.toString())
                .containsPattern("orders +RUNNING +42 +7 +1.5 +2 +orders_v3, 2 shard")
                .contains("rebuilding into orders_v3_2");
        assertThat(requests).containsExactly("GET /v1/projections");
    }

    @ParameterizedTest
    @CsvSource({
        "pause sales,POST /v1/projections/sales/pause",
        "pause relay,POST /v1/projections/relay/pause",
        "resume sales,POST /v1/projections/sales/resume",
        "rebuild sales,POST /v1/projections/sales/rebuild",
        "rebuild sales --shards=4,POST /v1/projections/sales/rebuild?shards=4",
        "switch sales,POST /v1/projections/sales/switch",
        "back sales,POST /v1/projections/sales/back",
        "release sales,POST /v1/projections/sales/release",
        "retry sales 2026/03,POST /v1/projections/sales/parked/2026%2F03/retry"
    })
    void each_command_asks_for_what_it_says(String command, String request) {
        status = 202;

        assertThat(run(command.split(" "))).isZero();

        assertThat(requests).containsExactly(request);
    }

    @Test
    void parked_documents_are_listed_with_their_reasons() {
        body = """
                {"items":[{"document":{"key":"o1","type":"OrderConfirmed","revision":1,"orderId":"o1","reason":"no taste",
                "retries":3},"waiting":2}]}""";

        assertThat(run("parked", "sales")).isZero();

        assertThat(out.toString()).contains("o1  OrderConfirmed at revision 1", "2 event(s) wait", "no taste");
    }

    @Test
    void parked_documents_are_listed_to_their_end() {
        bodies.add("{\"items\":[{\"document\":{\"key\":\"first\"}}],\"next\":\"7:sales_v1/first\"}");
        bodies.add("{\"items\":[{\"document\":{\"key\":\"second\"}}],\"next\":null}");

        assertThat(run("parked", "sales")).isZero();

        assertThat(out.toString()).contains("first", "second");
        assertThat(requests)
                .containsExactly(
                        "GET /v1/projections/sales/parked",
                        "GET /v1/projections/sales/parked?cursor=7%3Asales_v1%2Ffirst");
    }

    @Test
    void a_refusal_is_told() {
        status = 409;
        body = "{\"detail\":\"a rebuild is under way\"}";

        assertThat(run("rebuild", "sales")).isEqualTo(1);

        assertThat(err.toString()).contains("a rebuild is under way");
    }

    private int run(String... arguments) {
        return new CommandLine(new ProjectionsCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setDefaultValueProvider(argument -> argument.isOption()
                                && ((CommandLine.Model.OptionSpec) argument)
                                        .longestName()
                                        .equals("--url-projector")
                        ? "http://localhost:" + server.getAddress().getPort()
                        : null)
                .execute(arguments);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        byte[] bytes = (bodies.isEmpty() ? body : bodies.removeFirst()).getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
