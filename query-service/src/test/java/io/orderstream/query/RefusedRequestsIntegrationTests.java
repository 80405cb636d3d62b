package io.orderstream.query;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** Requests that the web server refuses before they reach the service, as they come over the wire. */
@SpringBootTest(
        classes = {QueryServiceApplication.class, LocalMongoConfiguration.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "orderstream.query.consistency-wait=300ms")
class RefusedRequestsIntegrationTests {

    private static final String HOST = "\r\nHost: localhost";
    private static final String LONG = "x".repeat(100_000);

    @LocalServerPort
    private int port;

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.argumentSet("no request at all", "NONSENSE" + HOST, 400),
                Arguments.argumentSet("a request line without a version", "GET /v1/orders extra words" + HOST, 400),
                Arguments.argumentSet("a bad percent-encoding", "GET /v1/orders/%zz HTTP/1.1" + HOST, 400),
                Arguments.argumentSet("half a percent-encoding", "GET /v1/orders/%2 HTTP/1.1" + HOST, 400),
                Arguments.argumentSet("an encoded slash", "GET /v1/orders/a%2fb HTTP/1.1" + HOST, 400),
                Arguments.argumentSet("an encoded zero", "GET /v1/orders/%00 HTTP/1.1" + HOST, 400),
                Arguments.argumentSet("characters that no path has", "GET /v1/orders/{id} HTTP/1.1" + HOST, 400),
                Arguments.argumentSet("a way above the root", "GET /../v1/orders HTTP/1.1" + HOST, 400),
                Arguments.argumentSet("a path that is too long", "GET /v1/orders/" + LONG + " HTTP/1.1" + HOST, 400),
                Arguments.argumentSet(
                        "a header that is too long", "GET /v1/orders HTTP/1.1" + HOST + "\r\nX: " + LONG, 400),
                Arguments.argumentSet(
                        "too many headers", "GET /v1/orders HTTP/1.1" + HOST + "\r\nX: y".repeat(200), 400),
                Arguments.argumentSet("no host", "GET /v1/orders HTTP/1.1", 400),
                Arguments.argumentSet("two hosts", "GET /v1/orders HTTP/1.1" + HOST + HOST, 400),
                Arguments.argumentSet("a host that is none", "GET /v1/orders HTTP/1.1\r\nHost: [::", 400),
                Arguments.argumentSet(
                        "an absolute address of another host", "GET http://example.org/v1/orders HTTP/1.1" + HOST, 400),
                Arguments.argumentSet("an absolute address that is none", "GET http:///v1/orders HTTP/1.1" + HOST, 400),
                Arguments.argumentSet(
                        "a length that is none", "GET /v1/orders HTTP/1.1" + HOST + "\r\nContent-Length: -1", 400),
                Arguments.argumentSet(
                        "an unknown coding", "GET /v1/orders HTTP/1.1" + HOST + "\r\nTransfer-Encoding: tar", 501));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_is_no_request_is_told_so_in_a_problem_document_and_hung_up_on(String request, int status)
            throws IOException {
        var answer = answer(request);

        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("Connection: close");
        assertThatIsProblem(answer, status);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void a_method_that_nothing_has_is_told_so_in_a_problem_document(String method) throws IOException {
        var answer = answer(method + " /v1/orders HTTP/1.0" + HOST);

        assertThatIsProblem(answer, 405);
        assertThat(answer).contains("Allow: ", "\"instance\":\"/v1/orders\"");
    }

    @Test
    void another_version_is_told_so_in_a_problem_document() throws IOException {
        assertThatIsProblem(answer("GET /v1/orders HTTP/9.9" + HOST), 505);
    }

    static Stream<String> methods() {
        return Stream.of("TRACE", "POST", "PUT", "DELETE", "PATCH", "BREW");
    }

    @Test
    void an_absolute_address_is_that_of_the_service() throws IOException {
        assertThat(answer("GET http://localhost:" + port + "/v1/orders HTTP/1.1\r\nHost: localhost:" + port
                        + "\r\nConnection: close"))
                .startsWith("HTTP/1.1 200")
                .contains("\"items\"");
    }

    private static void assertThatIsProblem(String answer, int status) {
        var headers = answer.substring(0, answer.indexOf("\r\n\r\n"));
        var problem = JsonMapper.shared().readTree(answer.substring(headers.length() + 4));
        assertThat(headers).containsIgnoringCase("Content-Type: application/problem+json");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asString()).isEqualTo(TYPES.get(status));
        assertThat(answer).doesNotContainIgnoringCase("<html", "tomcat", "exception", "\tat ");
    }

    private static final Map<Integer, String> TYPES = Map.of(
            400, "urn:orderstream:problem:bad-request",
            405, "urn:orderstream:problem:method-not-allowed",
            501, "urn:orderstream:problem:not-implemented",
            505, "urn:orderstream:problem:http-version-not-supported");

    /** All that comes back before the service hangs up. */
    private String answer(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write((request + "\r\n\r\n").getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
