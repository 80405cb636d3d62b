package io.orderstream.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.query.order.ReadApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = {QueryServiceApplication.class, LocalMongoConfiguration.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "orderstream.query.consistency-wait=300ms")
class OpenApiIntegrationTests {

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("asOf", "0"),
            Map.entry("by", "units"),
            Map.entry("channel", "web"),
            Map.entry("currency", "EUR"),
            Map.entry("customerId", "c1"),
            Map.entry("from", "2026-03-01"),
            Map.entry("fulfilmentStatus", "SHIPPED"),
            Map.entry("groupBy", "country"),
            Map.entry("interval", "day"),
            Map.entry("lifecycle", "PLACED"),
            Map.entry("limit", "1"),
            Map.entry("number", "N-1"),
            Map.entry("paymentStatus", "PAID"),
            Map.entry("placedFrom", "2026-03-01T00:00:00Z"),
            Map.entry("placedTo", "2026-03-02T00:00:00Z"),
            Map.entry("returnStatus", "NONE"),
            Map.entry("sku", "A"),
            Map.entry("sort", "placedAt"),
            Map.entry("to", "2026-03-02"),
            Map.entry("totalFrom", "1.00"),
            Map.entry("totalTo", "2.00"));

    @LocalServerPort
    private int port;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private ReadApi api;

    @BeforeEach
    void given_a_client() {
        api = new ReadApi(port);
    }

    @Test
    void every_read_is_described() {
        List<String> declared = requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(path -> path.startsWith("/v1/"))
                .toList();

        assertThat(paths().propertyNames()).containsExactlyInAnyOrderElementsOf(declared);
        assertThat(api.get("/openapi").json().path("openapi").asString()).startsWith("3.1");
    }

    @Test
    void every_parameter_that_is_described_is_known_and_no_other() {
        paths().properties().forEach(path -> {
            var described = parameters(path.getValue(), "query");
            described.stream()
                    .filter(name -> !name.equals("cursor"))
                    .forEach(name -> assertThat(problem(path.getKey(), described, name, VALUES.get(name)))
                            .as(path.getKey() + " " + name)
                            .doesNotContain("invalid-parameter"));
            assertThat(problem(path.getKey(), described, "unknown", "x"))
                    .as(path.getKey())
                    .contains("unknown is not a parameter");
            if (described.contains("cursor")) {
                assertThat(problem(path.getKey(), described, "cursor", "x")).contains("cursor must be what next was");
            }
        });
    }

    /** What is answered to a parameter beside those that are needed. */
    private String problem(String path, List<String> described, String name, String value) {
        var given = new LinkedHashMap<>(Map.of(name, value));
        Stream.of("from", "to", "currency")
                .filter(described::contains)
                .forEach(needed -> given.put(needed, VALUES.get(needed)));
        if (name.startsWith("total")) {
            given.put("sort", "total");
        }
        var query = given.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
        return api.get(path.replaceAll("\\{\\w+\\}", "o1") + "?" + query)
                .response()
                .body();
    }

    @Test
    void only_what_is_not_streamed_is_described_with_an_entity_tag() {
        var streamed = Set.of("/v1/orders.csv", "/v1/live");

        paths().properties().forEach(path -> {
            var headers =
                    path.getValue().path("get").path("responses").path("200").path("headers");
            assertThat(headers.has("ETag")).as(path.getKey()).isEqualTo(!streamed.contains(path.getKey()));
            assertThat(parameters(path.getValue(), "header").contains("If-None-Match"))
                    .isEqualTo(!streamed.contains(path.getKey()));
        });
    }

    @Test
    void the_filters_of_a_list_are_described() {
        assertThat(parameters(paths().get("/v1/orders"), "query"))
                .contains("customerId", "sku", "returnStatus", "totalFrom", "sort", "limit", "cursor")
                .doesNotContain("parameters", "token");
        assertThat(parameters(paths().get("/v1/sales"), "query"))
                .containsExactlyInAnyOrder("from", "to", "interval", "groupBy");
        assertThat(parameters(paths().get("/v1/sales"), "header"))
                .containsExactlyInAnyOrder("Consistency-Token", "If-None-Match");
    }

    @Test
    void the_description_can_be_browsed() {
        assertThat(api.get("/docs").status()).isEqualTo(302);
        assertThat(api.get("/swagger-ui/index.html").response().body()).contains("swagger-ui");
    }

    private JsonNode paths() {
        return api.get("/openapi").json().path("paths");
    }

    private static List<String> parameters(JsonNode path, String in) {
        return path.path("get")
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals(in))
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }
}
