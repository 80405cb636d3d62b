package io.orderstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.events.stored.EncodedEvent;
import io.orderstream.projector.engine.ProjectionStatus;
import io.orderstream.projector.engine.Projections;
import io.orderstream.projector.subscription.SubscriptionState;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderProjection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the projector does with an event that it cannot read. */
class UnreadableEventIntegrationTests {

    @Test
    void an_event_of_an_unknown_type_stops_the_consumers_and_is_never_passed_over(@TempDir Path folder)
            throws IOException {
        try (Backing backing = new Backing(folder)) {
            String orderId = backing.order(1);
            long before = backing.head();
            byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
            backing.append("order-" + orderId, 0, new EncodedEvent("order-teleported", nothing, nothing));
            backing.order(1);

            try (ConfigurableApplicationContext projector = backing.projector()) {
                Projections projections = projector.getBean(Projections.class);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> projections.statuses().stream()
                                .allMatch(status -> status.state() == SubscriptionState.FAILED));

                List<ProjectionStatus> statuses = projections.statuses();
                assertThat(statuses).extracting(ProjectionStatus::position).containsOnly(before);
                assertThat(statuses)
                        .extracting(ProjectionStatus::problem)
                        .allSatisfy(problem -> assertThat(problem).contains("order-teleported"));
                assertThat(projector
                                .getBean(MongoTemplate.class)
                                .findAll(OrderDocument.class, new OrderProjection().collection()))
                        .extracting(OrderDocument::id)
                        .containsExactly(orderId);
                await().atMost(Duration.ofSeconds(30)).until(() -> readiness(projector) == 503);

                assertReplayStops(projector, before);
                assertReplayStops(projector, before);

                assertThat(projections.pause("relay")).isTrue();
                await().until(() -> relay(projections).state() == SubscriptionState.PAUSED);
                assertThat(projections.resume("relay")).isTrue();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> relay(projections).state() == SubscriptionState.FAILED);
                assertThat(relay(projections).position()).isEqualTo(before);
            }
        }
    }

    private static int readiness(ConfigurableApplicationContext projector) throws Exception {
        String base = "http://localhost:" + projector.getEnvironment().getProperty("local.server.port");
        URI readiness = URI.create(base + "/actuator/health/readiness");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** It may be asked for again each time, and repeats nothing. */
    private static void assertReplayStops(ConfigurableApplicationContext projector, long position) {
        RestClient api = RestClient.create(
                "http://localhost:" + projector.getEnvironment().getProperty("local.server.port"));
        api.post()
                .uri("/v1/relay/replay")
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"topic\":\"unreadable\"}")
                .retrieve()
                .toBodilessEntity();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode replay = JsonMapper.shared()
                    .readTree(api.get().uri("/v1/relay/replay").retrieve().body(String.class));
            assertThat(replay.path("state").asString()).isEqualTo("STOPPED");
            assertThat(replay.path("problem").asString()).contains("order-teleported");
            assertThat(replay.path("position").asLong()).isEqualTo(position);
            assertThat(replay.path("endedAt").isNull()).isFalse();
        });
    }

    private static ProjectionStatus relay(Projections projections) {
        return projections.statuses().stream()
                .filter(status -> status.name().equals("relay"))
                .findFirst()
                .orElseThrow();
    }
}
