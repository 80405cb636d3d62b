package io.orderstream.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.query.order.ReadApi;
import java.util.List;
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
    void every_parameter_that_is_described_is_known() {
        paths().properties()
                .forEach(path -> parameters(path.getValue(), "query").forEach(parameter -> {
                    var answer = api.get(path.getKey().replace("{orderId}", "o1") + "?" + parameter + "=x");

                    assertThat(answer.response().body())
                            .as(path.getKey() + " " + parameter)
                            .doesNotContain("is not a parameter");
                }));
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
