package io.orderstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.events.domain.DomainEventCodec;
import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.events.domain.Placed;
import io.orderstream.system.Stack.Ended;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job, as a client, a reader and a consumer see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1)
class WholeSystemIntegrationTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private Stack stack;

    @BeforeAll
    void start(@TempDir Path home) {
        stack = Stack.up(home);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @Test
    void an_order_that_was_placed_is_read_back_and_is_on_kafka() throws Exception {
        HttpResponse<String> placed = place();

        assertThat(placed.statusCode()).isEqualTo(201);
        String token = placed.headers().firstValue("Consistency-Token").orElseThrow();
        HttpResponse<String> read = read(placed.headers().firstValue("Location").orElseThrow(), token);
        assertThat(read.statusCode()).isEqualTo(200);
        String orderId = field(read, "orderId");
        assertThat(orderId).isEqualTo(field(placed, "orderId"));
        assertThat(domainEvent(orderId).order().totals().grand().amount()).isEqualTo("200.00");
    }

    @Test
    void an_order_is_at_each_moment_what_the_write_side_told_of_it_then() throws Exception {
        HttpResponse<String> answer = place();
        String path = "/v1/orders/" + field(answer, "orderId");
        String payment = UUID.randomUUID().toString();
        List<JsonNode> told = new ArrayList<>(List.of(json(answer)));
        for (String[] command : new String[][] {
            {"/payments", "{\"paymentId\":\"" + payment + "\",\"reference\":\"pi\",\"amount\":\"200.00\"}"},
            {"/confirm", ""},
            {"/payments/" + payment + "/captures", "{\"reference\":\"ch-1\",\"amount\":\"150.00\"}"},
            {"/notes", "{\"text\":\"rings twice\",\"visibility\":\"INTERNAL\"}"},
            {"/payments/" + payment + "/captures", "{\"reference\":\"ch-2\",\"amount\":\"50.00\"}"},
            {"/cancel", "{\"reason\":\"changed their mind\"}"}
        }) {
            answer = post(path + command[0], command[1]);
            told.add(json(answer));
        }
        String token = answer.headers().firstValue("Consistency-Token").orElseThrow();
        List<Instant> times = json(read(path + "/history", token))
                .get("items")
                .valueStream()
                .map(event -> Instant.parse(event.get("occurredAt").asString()))
                .toList();

        assertThat(told).extracting(summary -> summary.get("revision").asInt()).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(times).hasSameSizeAs(told);
        for (Instant time : times) {
            for (Instant moment : List.of(time.minusMillis(1), time, time.plusMillis(1))) {
                HttpResponse<String> shown = read(path + "?asOf=" + moment, token);
                long counted =
                        times.stream().takeWhile(each -> !each.isAfter(moment)).count();
                assertThat(shown.statusCode()).isEqualTo(counted == 0 ? 404 : 200);
                if (counted > 0) {
                    JsonNode expected = told.get((int) counted - 1);
                    assertThat(List.of("orderId", "number", "revision", "lifecycle", "totals"))
                            .allSatisfy(
                                    field -> assertThat(json(shown).get(field)).isEqualTo(expected.get(field)));
                }
            }
        }
    }

    @Test
    void the_trace_of_a_request_goes_on_in_the_headers_of_its_domain_event_and_of_the_state() throws Exception {
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        String orderId = field(place("traceparent", traceparent), "orderId");

        for (String topic : List.of(DomainEventTypes.EVENTS_TOPIC, DomainEventTypes.STATE_TOPIC)) {
            ConsumerRecord<String, byte[]> record = record(topic, orderId);
            assertThat(header(record, "ce_traceparent")).isEqualTo(traceparent);
            assertThat(header(record, "traceparent")).isEqualTo(traceparent);
        }
    }

    @Test
    void history_is_replayed_into_another_topic_by_a_command() throws Exception {
        String orderId = field(place(), "orderId");
        domainEvent(orderId);

        Ended replay = stack.run("relay", "replay", "--to=history", "--url-projector=" + stack.url("projector"));

        assertThat(replay.output()).contains("history: done");
        assertThat(replay.exitCode()).isZero();
        ConsumerRecord<String, byte[]> replayed = record("history", orderId);
        ConsumerRecord<String, byte[]> live = record(DomainEventTypes.EVENTS_TOPIC, orderId);
        assertThat(replayed.value()).isEqualTo(live.value());
        assertThat(header(replayed, "ce_id")).isEqualTo(header(live, "ce_id"));
        assertThat(stack.run("relay", "status", "--url-projector=" + stack.url("projector"))
                        .output())
                .containsPattern("(?m)^transactions [1-9]");
    }

    @Test
    void the_commands_of_the_guide_for_the_data_platform_do_what_it_says() throws Exception {
        for (int i = 0; i < 3; i++) {
            domainEvent(field(place(), "orderId"));
        }
        Path guide = Path.of("..", "docs", "data-platform.md");
        List<String> shown = Pattern.compile("(?m)^\\./orderstream .*$")
                .matcher(Files.readString(guide))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(shown).hasSize(2);
        assertThat(stack.runShown(shown.get(0)).output().lines())
                .hasSize(3)
                .allMatch(line -> line.contains("\"type\":\"io.orderstream.order."));
        assertThat(stack.runShown(shown.get(1)).output()).contains("orders.events.for-my-team: done");
    }

    @Test
    void projections_are_watched_and_operated_by_commands() throws Exception {
        domainEvent(field(place(), "orderId"));

        assertThat(projections().lines())
                .anyMatch(line -> line.startsWith("orders "))
                .anyMatch(line -> line.startsWith("fulfilment_durations "))
                .anyMatch(line -> line.startsWith("relay "));
        assertThat(projections("pause", "history")).contains("history is being paused");
        await().atMost(PATIENCE)
                .until(() -> projections().lines().anyMatch(line -> line.matches("history .*(?i:paused).*")));
        assertThat(projections("resume", "history")).contains("history goes on");
        await().atMost(PATIENCE)
                .until(() -> projections().lines().anyMatch(line -> line.matches("history .*(?i:running).*")));
        assertThat(projections("parked", "history")).isEmpty();
        assertThat(projections("retry", "history", "nothing")).contains("there is no history/parked/nothing");
        assertThat(projections("rebuild", "nothing")).contains("there is no nothing");
    }

    private String projections(String... command) {
        List<String> line = new ArrayList<>(List.of("projections", "--url-projector=" + stack.url("projector")));
        line.addAll(List.of(command));
        return stack.run(line.toArray(String[]::new)).output();
    }

    private HttpResponse<String> place(String... headers) throws IOException, InterruptedException {
        return post("/v1/orders", """
                {"currency":"EUR","lines":[{"sku":"S18_1749","name":"1917 Grand Touring Sedan","quantity":2,"unitPrice":"100.00"}]}""", headers);
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(stack.url("command-service") + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** As often as it is told to come again: a read model may still be on its way to what the token stands for. */
    private HttpResponse<String> read(String path, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.url("query-service") + path))
                .header("Consistency-Token", token)
                .build();
        return await().atMost(PATIENCE)
                .until(() -> client.send(request, BodyHandlers.ofString()), answer -> answer.statusCode() != 503);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String field(HttpResponse<String> answer, String name) {
        return json(answer).path(name).asString();
    }

    private Placed domainEvent(String orderId) {
        return new DomainEventCodec()
                .decode(record(DomainEventTypes.EVENTS_TOPIC, orderId).value(), Placed.class);
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** The first record of an order on a topic, waited for. */
    private ConsumerRecord<String, byte[]> record(String topic, String orderId) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                "localhost:" + stack.port("backing", "kafka"),
                ConsumerConfig.GROUP_ID_CONFIG,
                "whole-system-" + topic + "-" + orderId,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            return await().atMost(PATIENCE).until(() -> firstOf(consumer, orderId), found -> found != null);
        }
    }

    private static @Nullable ConsumerRecord<String, byte[]> firstOf(
            KafkaConsumer<String, byte[]> consumer, String orderId) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
            if (record.key().equals(orderId)) {
                return record;
            }
        }
        return null;
    }
}
