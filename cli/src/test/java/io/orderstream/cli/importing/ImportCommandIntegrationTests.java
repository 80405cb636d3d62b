package io.orderstream.cli.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Over real HTTP, with a server that answers lines as it is told to, each as soon as it has read it. */
class ImportCommandIntegrationTests {

    @TempDir
    private Path folder;

    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger requests = new AtomicInteger();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer server;
    private Behaviour behaviour = (request, line) -> "IMPORTED";

    /** The status of a line; empty breaks the connection off. */
    private interface Behaviour {
        String statusOf(int request, String line);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/v1/orders/import", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        ((ExecutorService) server.getExecutor()).shutdownNow();
    }

    @Test
    void every_line_is_sent_and_counted() throws IOException {
        behaviour = (request, line) -> line.equals("line 2") ? "ALREADY" : "IMPORTED";

        assertThat(importing(lines(3))).isZero();
        assertThat(received).containsExactlyElementsOf(lines(3));
        assertThat(out.toString())
                .containsPattern("imported +2\n")
                .containsPattern("there already +1\n")
                .contains("3 lines");
    }

    @Test
    void results_are_taken_while_lines_are_sent_however_many_there_are() throws IOException {
        List<String> many = IntStream.rangeClosed(1, 20_000)
                .mapToObj(number -> "line " + number + " " + "x".repeat(500))
                .toList();

        assertThat(importing(many)).isZero();
        assertThat(received).hasSize(20_000);
    }

    @Test
    void after_a_break_it_goes_on_with_the_first_line_that_has_no_result() throws IOException {
        behaviour = (request, line) -> request == 1 && line.equals("line 3") ? "" : "IMPORTED";

        assertThat(importing(lines(5))).isZero();
        assertThat(requests).hasValue(2);
        assertThat(received).containsExactly("line 1", "line 2", "line 3", "line 3", "line 4", "line 5");
        assertThat(out.toString()).contains("5 lines");
    }

    @Test
    void a_service_that_dies_while_results_are_waited_for_is_not_waited_for() throws Exception {
        server.stop(0);
        try (ExecutorService service = Executors.newVirtualThreadPerTaskExecutor();
                ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<Object> dying = service.submit(() -> {
                try (Socket first = port.accept()) {
                    List<String> unanswered = linesOf(first);
                    answer(first, unanswered.size() - 2, "");
                    first.setSoLinger(true, 0);
                }
                try (Socket second = port.accept()) {
                    answer(second, linesOf(second).size(), "0\r\n\r\n");
                }
                return null;
            });

            assertThat(importingAt(port.getLocalPort(), lines(3), "--patience", "50"))
                    .isZero();
            dying.get();
        }
        assertThat(out.toString()).containsPattern("imported +3\n");
    }

    private static List<String> linesOf(Socket connection) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); !line.equals("0"); line = in.readLine()) {
            if (line.startsWith("line ")) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static void answer(Socket connection, int results, String end) throws IOException {
        StringBuilder answer = new StringBuilder(
                "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int line = 1; line <= results; line++) {
            String result = "{\"line\":" + line + ",\"status\":\"IMPORTED\"}\n";
            answer.append(Integer.toHexString(result.length()))
                    .append("\r\n")
                    .append(result)
                    .append("\r\n");
        }
        connection.getOutputStream().write((answer + end).getBytes(UTF_8));
    }

    @Test
    void a_line_that_failed_for_now_is_sent_again() throws IOException {
        behaviour = (request, line) -> request == 1 && line.equals("line 2") ? "FAILED" : "IMPORTED";

        assertThat(importing(lines(3))).isZero();
        assertThat(received.subList(received.size() - 1, received.size())).containsExactly("line 2");
        assertThat(out.toString()).containsPattern("imported +3\n");
    }

    @Test
    void lines_that_are_not_imported_are_written_down_with_the_reason() throws IOException {
        behaviour = (request, line) -> line.equals("line 2") ? "REJECTED" : "IMPORTED";
        Path rejected = folder.resolve("rejected.ndjson");

        assertThat(importing(lines(3), "--rejected", rejected.toString())).isEqualTo(1);

        JsonNode written = JsonMapper.shared().readTree(Files.readString(rejected));
        assertThat(written.path("line").asInt()).isEqualTo(2);
        assertThat(written.path("content").asString()).isEqualTo("line 2");
        assertThat(written.path("problem").path("detail").asString()).isEqualTo("told so");
        assertThat(out.toString()).contains("line 2: told so").containsPattern("rejected +1\n");
    }

    @Test
    void a_server_that_imports_nothing_is_not_asked_again() throws IOException {
        behaviour = (request, line) -> "404";

        assertThat(importing(lines(1))).isEqualTo(1);
        assertThat(requests).hasValue(1);
        assertThat(err.toString()).contains("404");
    }

    @Test
    void it_gives_up_when_nobody_answers() throws IOException {
        server.stop(0);

        assertThat(importing(lines(1), "--patience", "1")).isEqualTo(1);
        assertThat(err.toString()).contains("No line got through", "Run it again");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThat(run("/nowhere/orders.ndjson")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no file /nowhere/orders.ndjson");
    }

    private int importing(List<String> lines, String... options) throws IOException {
        return importingAt(server.getAddress().getPort(), lines, options);
    }

    private int importingAt(int port, List<String> lines, String... options) throws IOException {
        Path file = folder.resolve("orders.ndjson");
        Files.writeString(file, String.join("\n", lines));
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(options));
        return runAt(port, arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return runAt(server.getAddress().getPort(), arguments);
    }

    private int runAt(int port, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--url-command=http://localhost:" + port);
        return new CommandLine(new ImportCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private static List<String> lines(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "line " + number)
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        int request = requests.incrementAndGet();
        try (exchange;
                BufferedReader lines = new BufferedReader(new InputStreamReader(exchange.getRequestBody(), UTF_8))) {
            String line = lines.readLine();
            if (behaviour.statusOf(request, line).equals("404")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.sendResponseHeaders(200, 0);
            OutputStream results = exchange.getResponseBody();
            for (int number = 1; line != null; number++) {
                received.add(line);
                String status = behaviour.statusOf(request, line);
                if (status.isEmpty()) {
                    return;
                }
                results.write(("{\"line\":" + number + ",\"status\":\"" + status + "\""
                                + (status.equals("REJECTED") ? ",\"problem\":{\"detail\":\"told so\"}" : "") + "}\n")
                        .getBytes(UTF_8));
                results.flush();
                line = lines.readLine();
            }
        }
    }
}
