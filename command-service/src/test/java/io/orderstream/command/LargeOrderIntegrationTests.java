package io.orderstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.Api.Answer;
import io.orderstream.local.eventstore.LocalEventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The largest order that can be placed, with more than a thousand events, from its placing to its end over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeOrderIntegrationTests {

    private static final int LINES = 500;
    private static final int HALF = LINES / 2;
    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(1, 2);

    private LocalEventStore store;
    private ConfigurableApplicationContext service;
    private ConfigurableApplicationContext other;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        store = LocalEventStore.open(folder, 0);
        service = service();
        other = service();
    }

    @AfterAll
    void stop() throws IOException {
        other.close();
        service.close();
        store.close();
    }

    @Test
    void an_order_of_500_lines_and_more_than_1000_events_is_right_to_its_end() {
        Api api = api(service);
        String orderId = api.post("/v1/orders", placing()).orderId();
        done(api, orderId, "/confirm", "");
        holdEachLineOnce(api, orderId);
        pay(api, orderId);
        deliver(api, orderId);
        giveOneOfEachBack(api, orderId);

        Answer completed = done(api(other), orderId, "/complete", "");

        assertThat(completed.json().path("revision").asInt()).isGreaterThan(2 * LINES);
        assertThat(completed.json().path("lifecycle").asString()).isEqualTo("COMPLETED");
        assertThat(total(completed, "grand")).isEqualTo("7930.00");
        assertThat(total(completed, "credits")).isEqualTo("1980.00");
        assertThat(total(completed, "captured")).isEqualTo("7930.00");
        assertThat(total(completed, "refunded")).isEqualTo("1980.00");
        assertThat(total(completed, "balance")).isEqualTo("0.00");
        assertNoMoreThanIsLeftComesBack(api, orderId);
        assertNoMoreThanIsLeftComesBack(api(other), orderId);
    }

    private static void assertNoMoreThanIsLeftComesBack(Api api, String orderId) {
        Answer tooMany = api.post("/v1/orders/" + orderId + "/returns", "{" + items(0, LINES, 4) + "}");

        assertThat(tooMany.problem()).isEqualTo("quantity-exceeded");
        assertThat(done(api, orderId, "/returns", "{" + items(0, 1, 1) + "}")
                        .json()
                        .path("lifecycle")
                        .asString())
                .isEqualTo("COMPLETED");
    }

    /** A hold that is over stays known, so these events make the order larger and not only its stream. */
    private static void holdEachLineOnce(Api api, String orderId) {
        for (int line = 0; line < LINES; line++) {
            done(api, orderId, "/holds", """
                    {"holdId":"%s","type":"MANUAL","lineIds":["%s"]}""".formatted(lineId(line), lineId(line)));
            done(api, orderId, "/holds/" + lineId(line) + "/release", "");
        }
    }

    private static void pay(Api api, String orderId) {
        done(api, orderId, "/payments", """
                {"paymentId":"%s","reference":"pi_1","amount":"7930.00"}""".formatted(FIRST));
        done(api, orderId, "/payments/" + FIRST + "/captures", """
                {"reference":"ch_1","amount":"7930.00"}""");
    }

    /** Half of each line, in two shipments that arrive in two parts, then the other half at once. */
    private static void deliver(Api api, String orderId) {
        String first = "/fulfillments/" + FIRST;
        String second = "/fulfillments/" + SECOND;
        done(api, orderId, "/fulfillments", allocation(FIRST));
        done(api, orderId, "/fulfillments", allocation(SECOND));
        done(api, orderId, first + "/ship", "{" + items(0, HALF, 2) + "}");
        done(api, orderId, first + "/deliver", "{" + items(0, HALF, 1) + "}");
        done(api, orderId, first + "/ship", "");
        done(api, orderId, first + "/deliver", "");
        done(api, orderId, second + "/ship", "");
        done(api, orderId, second + "/deliver", "");
    }

    private static String allocation(UUID id) {
        return """
                {"fulfillmentId":"%s","location":"berlin",%s}""".formatted(id, items(0, LINES, 2));
    }

    private static void giveOneOfEachBack(Api api, String orderId) {
        String returned = "/returns/" + FIRST;
        done(api, orderId, "/returns", """
                {"returnId":"%s",%s}""".formatted(FIRST, items(0, LINES, 1)));
        done(api, orderId, returned + "/approve", "");
        done(api, orderId, returned + "/receive", "{" + received(0, HALF, "RESTOCK") + "}");
        Answer received = done(api, orderId, returned + "/receive", "{" + received(HALF, LINES, "WRITE_OFF") + "}");
        assertThat(total(received, "balance")).isEqualTo("-1980.00");
        done(api, orderId, "/refunds", """
                {"refundId":"%s","kind":"SETTLE","allocations":[{"paymentId":"%s","amount":"1980.00"}]}""".formatted(FIRST, FIRST));
        done(api, orderId, "/refunds/" + FIRST + "/result", "{\"result\":\"SUCCEEDED\"}");
    }

    /** Four units a line at 3.3333, which with tax is 15.86 a line and 3.96 for the first unit that comes back. */
    private static String placing() {
        return "{\"currency\":\"EUR\",\"lines\":[" + each(0, LINES, """
                {"lineId":"%s","sku":"A","quantity":4,"unitPrice":"3.3333","taxRates":[{"code":"VAT","rate":"0.19"}]}""") + "]}";
    }

    private static String items(int from, int to, int quantity) {
        return "\"items\":[" + each(from, to, "{\"lineId\":\"%s\",\"quantity\":" + quantity + "}") + "]";
    }

    private static String received(int from, int to, String disposition) {
        return "\"items\":["
                + each(from, to, "{\"lineId\":\"%s\",\"quantity\":1,\"disposition\":\"" + disposition + "\"}") + "]";
    }

    private static String each(int from, int to, String ofLine) {
        return IntStream.range(from, to)
                .mapToObj(line -> ofLine.formatted(lineId(line)))
                .collect(Collectors.joining(","));
    }

    private static UUID lineId(int line) {
        return new UUID(7, line);
    }

    private static Answer done(Api api, String orderId, String path, String body) {
        Answer answer = api.post("/v1/orders/" + orderId + path, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer;
    }

    private static String total(Answer answer, String name) {
        JsonNode total = answer.json().path("totals").path(name);
        return total.path("amount").asString();
    }

    private ConfigurableApplicationContext service() {
        return new SpringApplicationBuilder(CommandServiceApplication.class)
                .run("--server.port=0", "--orderstream.eventstore.uri=" + store.connectionString());
    }

    private static Api api(ConfigurableApplicationContext service) {
        return new Api(((WebServerApplicationContext) service).getWebServer().getPort());
    }
}
