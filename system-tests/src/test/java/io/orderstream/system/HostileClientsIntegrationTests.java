package io.orderstream.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.local.eventstore.LocalEventStore;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of hostile clients at once against one service with a small heap: every one of them gets a clear answer, and
 * the service lives and serves. {@code -Dorderstream.hostile.each=200} makes more of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileClientsIntegrationTests {

    private static final int OF_EACH = Integer.getInteger("orderstream.hostile.each", 30);
    private static final int IMPORTS_OF_EACH = 4;
    private static final int IMPORTS = IMPORTS_OF_EACH * HostileImport.endless().size();
    private static final int CROWD_OF_EACH = 10 * OF_EACH;
    private static final int HEAP_MEGABYTES = 128;
    private static final int CONNECTIONS = 2 * HEAP_MEGABYTES;
    private static final int ALMOST_THE_LIMIT = 500_000;
    private static final String ORDER = """
            {"currency":"EUR","lines":[{"sku":"A","quantity":1,"unitPrice":"1.00"}]}""";
    private static final String IMPORTED = """
            {"source":"old-shop","externalId":"1","lifecycle":"PLACED","placedAt":"2025-03-01T09:30:00Z",\
            "currency":"EUR","lines":[{"sku":"A","quantity":1,"unitPrice":"1.00"}]}""";

    private LocalEventStore store;
    private ServiceProcess service;

    /**
     * A kind of hostile client.
     *
     * @param head what it announces
     * @param begin what it sends at once
     * @param then what it sends for ever after; nothing if it is empty
     * @param pauseMillis how long it waits between
     * @param answers the only statuses that are right
     */
    private record Hostile(
            String name, String head, byte[] begin, byte[] then, int pauseMillis, Set<Integer> answers) {}

    private record Answered(Hostile client, int status, String type) {}

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        store = LocalEventStore.open(folder.resolve("events"), 0);
        service = ServiceProcess.start(
                folder.resolve("service.log"),
                store.connectionString(),
                HEAP_MEGABYTES,
                Map.of(
                        "orderstream.web.bodydeadline", "5s",
                        "server.tomcat.connection-timeout", "5s",
                        "server.tomcat.max-connections", String.valueOf(CONNECTIONS),
                        "orderstream.import.linedeadline", "5s",
                        "orderstream.import.concurrent", String.valueOf(IMPORTS)));
    }

    @AfterAll
    void stop() throws IOException {
        service.close();
        store.close();
    }

    @Test
    void hostile_bodies_are_answered_clearly_and_the_service_goes_on() throws Exception {
        List<Callable<Answered>> clients = new ArrayList<>();
        for (int each = 0; each < OF_EACH; each++) {
            hostile().forEach(client -> clients.add(() -> attack(client)));
        }

        List<Answered> answers = atOnce(clients);

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status())
                    .as(answer.client().name())
                    .isIn(answer.client().answers());
            assertThat(answer.type()).startsWith("application/problem+json");
        });
        assertThat(service.isAlive()).isTrue();
        assertThat(service.log()).doesNotContain("OutOfMemoryError", "a request failed");
        assertThat(place()).isEqualTo(201);
    }

    @Test
    void hostile_imports_are_ended_and_the_service_goes_on() throws Exception {
        List<HostileImport.Connection> letIn = new ArrayList<>();
        List<Callable<Integer>> crowd = new ArrayList<>();
        for (HostileImport client : HostileImport.endless()) {
            for (int each = 0; each < IMPORTS_OF_EACH; each++) {
                letIn.add(client.begin(service.base()));
            }
            for (int each = 0; each < CROWD_OF_EACH; each++) {
                crowd.add(() -> beginAndLeave(client));
            }
        }

        List<Integer> answers = atOnce(crowd);

        assertThat(answers).isSubsetOf(200, 429);
        for (HostileImport.Connection connection : letIn) {
            assertThat(connection.status()).as(connection.client().name()).isEqualTo(200);
            assertThat(connection.untilEnded()).allMatch(HostileClientsIntegrationTests::isRejected);
            connection.close();
        }
        await().until(() -> importing(HostileImport.lines()).statusCode() == 200);
        assertThat(importing(HostileImport.lines()).body().lines())
                .hasSameSizeAs(HostileImport.lines())
                .allMatch(HostileClientsIntegrationTests::isRejected);
        assertThat(importing(List.of(IMPORTED.getBytes(UTF_8))).body()).contains("\"IMPORTED\"");
        assertThat(service.isAlive()).isTrue();
        assertThat(service.log()).doesNotContain("OutOfMemoryError", " ERROR ");
        assertThat(place()).isEqualTo(201);
    }

    private int beginAndLeave(HostileImport client) throws IOException {
        try (HostileImport.Connection connection = client.begin(service.base())) {
            return connection.status();
        }
    }

    private static boolean isRejected(String result) {
        return result.contains("\"REJECTED\"");
    }

    private HttpResponse<String> importing(List<byte[]> lines) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            body.write(line);
            body.write('\n');
        }
        return post("/v1/orders/import", "application/x-ndjson", body.toByteArray());
    }

    private static List<Hostile> hostile() {
        return List.of(
                endless(
                        "endless text",
                        "Transfer-Encoding: chunked",
                        chunk("{\"channel\":\""),
                        chunk("x".repeat(8_000))),
                endless("endless array", "Transfer-Encoding: chunked", chunk("["), chunk("[],".repeat(2_000))),
                whole("too much announced", "Content-Length: 99999999999", new byte[0], Set.of(413)),
                body("deep nesting", "[".repeat(ALMOST_THE_LIMIT), UTF_8),
                body("many empty lines", "{\"lines\":[{}" + ",{}".repeat(160_000) + "]}", UTF_8),
                body("many empty discounts", discounts(), UTF_8),
                body("a long number", "{\"lines\":" + "9".repeat(ALMOST_THE_LIMIT) + "}", UTF_8),
                body("a long text", "{\"channel\":\"" + "x".repeat(ALMOST_THE_LIMIT) + "\"}", UTF_8),
                body("latin", ORDER.replace("A", "Ä"), ISO_8859_1),
                body("wide", ORDER, UTF_16),
                new Hostile("drip", "Transfer-Encoding: chunked", chunk("{"), chunk(" "), 20, Set.of(408, 429)),
                new Hostile(
                        "much, then nothing",
                        "Content-Length: " + (ALMOST_THE_LIMIT + 10),
                        " ".repeat(ALMOST_THE_LIMIT).getBytes(UTF_8),
                        new byte[0],
                        0,
                        Set.of(408, 429)));
    }

    private static String discounts() {
        String line = "{\"discounts\":[{}" + ",{}".repeat(300) + "]}";
        return "{\"lines\":[" + line + ("," + line).repeat(400) + "]}";
    }

    private static Hostile endless(String name, String head, byte[] begin, byte[] then) {
        return new Hostile(name, head, begin, then, 0, Set.of(413, 429, 408));
    }

    private static Hostile whole(String name, String head, byte[] body, Set<Integer> answers) {
        return new Hostile(name, head, body, new byte[0], 0, answers);
    }

    private static Hostile body(String name, String body, Charset charset) {
        byte[] bytes = body.getBytes(charset);
        return whole(name, "Content-Length: " + bytes.length, bytes, Set.of(400, 422, 429, 408));
    }

    private static byte[] chunk(String text) {
        return "%x\r\n%s\r\n".formatted(text.length(), text).getBytes(UTF_8);
    }

    private Answered attack(Hostile client) throws IOException, InterruptedException {
        URI base = service.base();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(60_000);
            Thread sending = Thread.startVirtualThread(() -> send(client, socket));
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            String status = in.readLine();
            String type = "";
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                if (line.startsWith("Content-Type: ")) {
                    type = line.substring("Content-Type: ".length());
                }
            }
            if (client.then().length > 0) {
                waitUntilEnded(in, sending);
            }
            sending.interrupt();
            return new Answered(client, status == null ? 0 : Integer.parseInt(status.split(" ")[1]), type);
        }
    }

    /** Whatever it was answered, a client that goes on sending is not listened to for ever. */
    private static void waitUntilEnded(BufferedReader in, Thread sending) throws IOException, InterruptedException {
        try {
            in.transferTo(Writer.nullWriter());
        } catch (SocketException reset) {
            sending.join();
        }
    }

    private static void send(Hostile client, Socket socket) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + client.head() + "\r\n\r\n")
                    .getBytes(UTF_8));
            out.write(client.begin());
            out.flush();
            while (client.then().length > 0 && !Thread.currentThread().isInterrupted()) {
                out.write(client.then());
                out.flush();
                LockSupport.parkNanos(client.pauseMillis() * 1_000_000L);
            }
        } catch (IOException answeredMeanwhile) {
            Thread.currentThread().interrupt();
        }
    }

    private int place() throws IOException, InterruptedException {
        return post("/v1/orders", "application/json", ORDER.getBytes(UTF_8)).statusCode();
    }

    private HttpResponse<String> post(String path, String type, byte[] body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(service.base().resolve(path))
                            .header("Content-Type", type)
                            .POST(BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static <T> List<T> atOnce(List<Callable<T>> clients) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(clients)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
