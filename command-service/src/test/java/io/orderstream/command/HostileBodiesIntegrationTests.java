package io.orderstream.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.command.Api.Answer;
import io.orderstream.local.eventstore.LocalEventStore;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the write API makes of bodies that are not what they should be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBodiesIntegrationTests {

    private static final String NOTE = "{\"text\":\"%s\"}";
    private static final String LINE = "{\"sku\":\"A\",\"quantity\":1,\"unitPrice\":\"1\"}";

    private static final int LONGEST_LINE = 250_000;
    private static final String IMPORTED = """
            "source":"hostile","externalId":"x","lifecycle":"PLACED","placedAt":"2026-01-02T10:00:00Z","currency":"EUR\"""";
    private static final String ORDER_TO_IMPORT = """
            {"source":"hostile","externalId":"%s","lifecycle":"PLACED","placedAt":"2026-01-02T10:00:00Z",\
            "currency":"EUR","lines":[{"sku":"A","quantity":2,"unitPrice":"10.00"}]}""";

    private LocalEventStore store;
    private ConfigurableApplicationContext service;
    private int port;
    private Api api;
    private String notes;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        store = LocalEventStore.open(folder, 0);
        service = new SpringApplicationBuilder(CommandServiceApplication.class)
                .run(
                        "--server.port=0",
                        "--orderstream.eventstore.uri=" + store.connectionString(),
                        "--orderstream.eventstore.deadline=30s",
                        "--orderstream.web.bodydeadline=3s",
                        "--orderstream.web.maxbodiesinmemory=510KB",
                        "--server.tomcat.connection-timeout=1s");
        port = ((WebServerApplicationContext) service).getWebServer().getPort();
        api = new Api(port);
        Answer placed = await().atMost(Duration.ofMinutes(1))
                .until(() -> api.place("Idempotency-Key", "the-order"), answer -> answer.status() == 201);
        notes = "/v1/orders/" + placed.orderId() + "/notes";
    }

    @AfterAll
    void stop() throws IOException {
        service.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;charset=UTF-16",
                "application/json;charset=UTF-16LE",
                "application/json;charset=UTF-32",
                "application/json;charset=ISO-8859-1",
                "application/json;charset=windows-1252",
                "application/json;charset=klingon",
                "application/vnd.orderstream+json;charset=UTF-16",
                "application/x-www-form-urlencoded",
                "application/xml",
                "text/plain;charset=UTF-8",
                "multipart/form-data;boundary=x"
            })
    void anything_but_json_in_utf_8_is_an_unsupported_media_type(String contentType) {
        Answer answer = api.send(notes, BodyPublishers.ofString(NOTE.formatted("hello")), contentType);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem()).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json;charset=UTF-8", "application/json; charset=\"utf-8\""})
    void utf_8_is_read(String contentType) {
        Answer answer = api.send(notes, BodyPublishers.ofString(NOTE.formatted("Grüße, 世界, 🚚")), contentType);

        assertThat(answer.status()).isEqualTo(200);
    }

    static Stream<Charset> otherCharsets() {
        return Stream.of(ISO_8859_1, UTF_16, UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE"));
    }

    @ParameterizedTest
    @MethodSource("otherCharsets")
    void text_in_another_charset_is_not_guessed_at(Charset charset) {
        assertMalformed(NOTE.formatted("Grüße").getBytes(charset));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c3", // a character that ends early
                "80", // one that begins in its middle
                "c080", // an overlong zero
                "e080af", // an overlong slash
                "eda080", // half of a pair
                "f4908080", // beyond Unicode
                "ff",
                "00"
            })
    void bytes_that_are_not_utf_8_are_refused(String hex) {
        assertMalformed(with(HexFormat.of().parseHex(hex), NOTE.formatted("?")));
    }

    /** The bytes where the question mark stands. */
    private static byte[] with(byte[] bad, String text) {
        String[] parts = text.split("\\?");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(parts[0].getBytes(UTF_8));
        body.writeBytes(bad);
        body.writeBytes(parts[1].getBytes(UTF_8));
        return body.toByteArray();
    }

    @Test
    void a_byte_order_mark_is_refused() {
        assertMalformed(("\uFEFF" + NOTE.formatted("hello")).getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\udc00\\ud800", "x\\ud83d"})
    void half_of_a_character_is_refused(String escaped) {
        assertMalformed(NOTE.formatted(escaped).getBytes(UTF_8));
    }

    @Test
    void a_character_in_two_escapes_is_read() {
        assertThat(api.post(notes, NOTE.formatted("\\ud83d\\ude9a")).status()).isEqualTo(200);
    }

    static Stream<Arguments> tooMuch() {
        return Stream.of(
                Arguments.of("deep nesting in a field", "{\"text\":" + "[".repeat(250_000) + "]".repeat(250_000) + "}"),
                Arguments.of("deep nesting of objects", "{\"a\":".repeat(80_000)),
                Arguments.of("a long number", "{\"text\":" + "9".repeat(500_000) + "}"),
                Arguments.of("a long number in text", order(LINE.replace("\"1\"", "\"" + "9".repeat(15_000) + "\""))),
                Arguments.of("a long exponent", order(LINE.replace("\"1\"", "1e" + "9".repeat(90)))),
                Arguments.of("a large exponent", order(LINE.replace("\"1\"", "\"100e2147483647\""))),
                Arguments.of(
                        "a large exponent in a discount",
                        order(LINE.replace("}", ",\"discounts\":[{\"amount\":\"100e2147483647\"}]}"))),
                Arguments.of("a long text", "{\"text\":\"" + "x".repeat(500_000) + "\"}"),
                Arguments.of("a long name", "{\"" + "x".repeat(500_000) + "\":1}"),
                Arguments.of("many names", "{" + manyNames() + "}"),
                Arguments.of("many empty lines", order("{}" + ",{}".repeat(150_000))),
                Arguments.of("many empty discounts", order(many(400, emptyDiscounts(400)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooMuch")
    void too_much_is_refused_in_few_words(String what, String body) {
        Answer answer = api.post(body.contains("lines") ? "/v1/orders" : notes, body);

        assertThat(answer.status()).isIn(400, 422);
        assertThat(answer.problem()).isIn("malformed-body", "impossible-values");
        assertThat(answer.response().body()).hasSizeLessThan(20_000);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooMuch")
    void too_much_in_a_line_of_an_import_fails_alone_and_in_few_words(String what, String body) {
        String line = body.replace("\"currency\":\"EUR\"", IMPORTED);

        assertFailsAlone(
                line.substring(0, Math.min(line.length(), LONGEST_LINE)).getBytes(UTF_8));
        assertFailsAlone(line.getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("otherCharsets")
    void a_line_of_an_import_in_another_charset_is_not_guessed_at(Charset charset) {
        assertFailsAlone(ORDER_TO_IMPORT.formatted("Grüße").getBytes(charset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c3", "80", "c080", "e080af", "eda080", "f4908080", "ff", "00", "5c7564383030"})
    void a_line_of_an_import_that_is_not_utf_8_is_refused(String hex) {
        assertFailsAlone(with(HexFormat.of().parseHex(hex), ORDER_TO_IMPORT.formatted("?")));
    }

    @Test
    void a_byte_order_mark_before_a_line_of_an_import_is_refused() {
        assertFailsAlone(("\uFEFF" + ORDER_TO_IMPORT.formatted("bom")).getBytes(UTF_8));
    }

    @Test
    void a_key_that_stands_twice_in_a_line_of_an_import_is_refused() {
        assertFailsAlone(ORDER_TO_IMPORT
                .formatted("twice")
                .replace("\"currency\"", "\"currency\":\"USD\",\"currency\"")
                .getBytes(UTF_8));
    }

    @Test
    void counts_in_a_line_of_an_import_that_add_up_to_more_than_can_be_counted_are_refused() {
        assertFailsAlone(ORDER_TO_IMPORT
                .formatted("counts")
                .replace("\"10.00\"", "\"10.00\",\"quantities\":{\"restocked\":9223372036854775807,\"writtenOff\":1}")
                .getBytes(UTF_8));
    }

    /** Between two lines that are good. */
    private void assertFailsAlone(byte[] line) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes((ORDER_TO_IMPORT.formatted("before") + "\n").getBytes(UTF_8));
        body.writeBytes(line);
        body.writeBytes(("\n" + ORDER_TO_IMPORT.formatted("after") + "\n").getBytes(UTF_8));

        Answer answer =
                api.send("/v1/orders/import", BodyPublishers.ofByteArray(body.toByteArray()), "application/x-ndjson");

        List<JsonNode> results = answer.response()
                .body()
                .lines()
                .map(JsonMapper.shared()::readTree)
                .toList();
        assertThat(results.getFirst().path("status").asString()).isIn("IMPORTED", "ALREADY");
        assertThat(results.getLast().path("status").asString()).isIn("IMPORTED", "ALREADY");
        assertThat(results.subList(1, results.size() - 1)).isNotEmpty().allSatisfy(result -> {
            assertThat(result.path("status").asString()).isEqualTo("REJECTED");
            assertThat(result.path("problem").path("type").asString().replace("urn:orderstream:problem:", ""))
                    .isIn("malformed-body", "impossible-values", "body-too-large");
            assertThat(result.toString()).hasSizeLessThan(20_000);
        });
    }

    @Test
    void more_attributes_than_any_line_has_are_refused() {
        StringBuilder attributes = new StringBuilder("\"a\":\"\"");
        for (int i = 0; i < 30_000; i++) {
            attributes.append(",\"a").append(i).append("\":\"\"");
        }

        Answer answer = api.post("/v1/orders", order(LINE.replace("}", ",\"attributes\":{" + attributes + "}}")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/lines/0/attributes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\"a\",\"text\":\"b\"}", "{\"text\":\"a\",\"t\\u0065xt\":\"b\"}"})
    void a_key_that_stands_there_twice_is_malformed(String body) {
        assertMalformed(body.getBytes(UTF_8));
    }

    @Test
    void connections_are_ended_if_the_rest_of_a_body_does_not_come_after_the_answer() throws Exception {
        Map<String, String> answers = Map.of(
                "/v1/orders;application/json;Content-Length: 100000", "408",
                "/v1/orders;application/json;Transfer-Encoding: chunked", "408",
                "/v1/orders;text/plain;Content-Length: 100000", "415",
                "/v1/orders;text/plain;Transfer-Encoding: chunked", "415",
                "/v1/orders/42/confirm;application/json;Content-Length: 100000", "400",
                "/v1/nothing;application/json;Content-Length: 100000", "404",
                "/v1/orders;application/json;Content-Length: 9999999999", "413");

        Map<String, Future<String>> seen = new HashMap<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            answers.keySet().forEach(head -> seen.put(head, clients.submit(() -> answerToDrip(head.split(";")))));
        }

        for (var answer : answers.entrySet()) {
            assertThat(seen.get(answer.getKey()).get())
                    .as(answer.getKey())
                    .startsWith("HTTP/1.1 " + answer.getValue())
                    .contains("urn:orderstream:problem:");
        }
    }

    /** What comes before the end of the connection of a client whose body never ends. */
    private String answerToDrip(String[] pathTypeAndLength) throws IOException {
        String drop = pathTypeAndLength[2].endsWith("chunked") ? "1\r\n \r\n" : " ";
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n%s\r\n\r\n"
                    .formatted((Object[]) pathTypeAndLength)
                    .getBytes(UTF_8));
            Thread drip = Thread.startVirtualThread(() -> dripUntilItBreaks(out, drop));
            String seen = untilEnded(socket);
            drip.interrupt();
            return seen;
        }
    }

    /** What came before the end of the connection, be it a proper one or a reset. */
    private static String untilEnded(Socket socket) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(seen);
        } catch (SocketException reset) {
            return seen.toString(UTF_8);
        }
        return seen.toString(UTF_8);
    }

    @Test
    void the_rest_of_a_body_that_comes_after_the_answer_leaves_the_connection_as_it_was() throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            out.write(("POST " + notes + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
                            + "Content-Length: 200000\r\n\r\n" + "x".repeat(100_000))
                    .getBytes(UTF_8));
            assertThat(in.readLine()).startsWith("HTTP/1.1 415");

            out.write(("x".repeat(100_000) + "POST /v1/orders/42/confirm HTTP/1.1\r\nHost: localhost\r\n"
                            + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                    .getBytes(UTF_8));

            assertThat(in.lines()).anyMatch(line -> line.contains("HTTP/1.1 400"));
        }
    }

    @Test
    void bodies_that_together_would_take_too_much_memory_are_refused_for_now() {
        Answer refused = api.post(notes, " ".repeat(523_000));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem()).isEqualTo("saturated");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        for (int i = 0; i < 3; i++) {
            assertThat(api.post(notes, " ".repeat(400_000) + NOTE.formatted("hello"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_client_that_falls_silent_is_told_so_in_a_problem_document() throws IOException {
        assertThat(rawAnswer("POST " + notes + " HTTP/1.1", "Content-Length: 100000", "{"))
                .startsWith("HTTP/1.1 408")
                .contains("application/problem+json", "urn:orderstream:problem:request-timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /v1/orders/%zz/confirm HTTP/1.1", "POST /v1/orders/{id} HTTP/1.1", "NONSENSE"})
    void a_request_that_is_none_is_told_so_in_a_problem_document(String requestLine) throws IOException {
        assertThat(rawAnswer(requestLine, "Content-Length: 0", ""))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "urn:orderstream:problem:bad-request");
    }

    /** All that comes back before the service hangs up. */
    private String rawAnswer(String requestLine, String length, String body) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write((requestLine
                                    + "\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                    + length + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** A byte now and then: never so long nothing that this would count as silence. */
    private static void dripUntilItBreaks(OutputStream out, String drop) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                out.write(drop.getBytes(UTF_8));
                LockSupport.parkNanos(1_000_000);
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertMalformed(byte[] body) {
        Answer answer = api.send(notes, BodyPublishers.ofByteArray(body), "application/json");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-body");
    }

    private static String order(String lines) {
        return "{\"currency\":\"EUR\",\"lines\":[" + lines + "]}";
    }

    private static String many(int count, String line) {
        return line + ("," + line).repeat(count - 1);
    }

    private static String emptyDiscounts(int count) {
        return "{\"discounts\":[" + many(count, "{}") + "]}";
    }

    private static String manyNames() {
        StringBuilder names = new StringBuilder("\"a\":1");
        for (int i = 0; i < 40_000; i++) {
            names.append(",\"n").append(i).append("\":1");
        }
        return names.toString();
    }
}
