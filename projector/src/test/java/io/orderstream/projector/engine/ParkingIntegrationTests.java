package io.orderstream.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.projector.Backing;
import io.orderstream.projector.engine.Fussy.FussyDocument;
import io.orderstream.projector.engine.Tally.TallyDocument;
import io.orderstream.projector.subscription.SubscriptionState;
import io.orderstream.readmodel.Shard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents that an event cannot be applied to, as engineers see them over HTTP. The log only grows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParkingIntegrationTests {

    private static final int ATTEMPTS = 3;

    private Backing backing;
    private PlainMongo mongo;

    /** Read models that refuse what they are told to; each projector has its own. */
    static class FussyReadModels {

        @Bean
        Fussy fussyProjection() {
            return new Fussy();
        }

        @Bean
        ReadModelDefinition<FussyDocument> fussy(Fussy projection) {
            return new ReadModelDefinition<>(projection, List.of());
        }

        @Bean
        Tally tallyProjection() {
            return new Tally("tally");
        }

        @Bean
        ReadModelDefinition<TallyDocument> tally(Tally projection) {
            return new ReadModelDefinition<>(projection, List.of());
        }
    }

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        backing = new Backing(folder);
        mongo = new PlainMongo(backing.mongoUri());
    }

    @AfterAll
    void shut() throws IOException {
        mongo.close();
        backing.close();
    }

    @Test
    void a_parked_document_is_listed_outlives_a_restart_and_takes_all_that_waits_when_it_is_retried() throws Exception {
        String order = backing.order(1);
        try (ConfigurableApplicationContext projector = projector()) {
            Fussy fussy = projector.getBean(Fussy.class);
            fussy.disliked.add(order);
            backing.append(order, 1);
            awaitDone(projector);

            JsonNode parked = onlyParked(projector, "fussy");
            assertThat(parked.at("/document/key").asString()).isEqualTo(order);
            assertThat(parked.at("/document/orderId").asString()).isEqualTo(order);
            assertThat(parked.at("/document/revision").asLong()).isEqualTo(1);
            assertThat(parked.at("/document/type").asString()).isEqualTo("OrderConfirmed");
            assertThat(parked.at("/document/reason").asString()).contains("no taste for " + order);
            assertThat(parked.at("/document/retries").asInt()).isZero();
            assertThat(parked.at("/waiting").asInt()).isEqualTo(1);
            assertThat(fussy.attempts).hasValue(ATTEMPTS);

            assertThat(retry(projector, "fussy", order)).isEqualTo(202);
            until(() -> onlyParked(projector, "fussy").at("/document/retries").asInt() == 1);
            assertThat(fussy.attempts).hasValue(2 * ATTEMPTS);
        }

        try (ConfigurableApplicationContext projector = projector()) {
            backing.append(order, 2);
            awaitDone(projector);
            assertThat(onlyParked(projector, "fussy").at("/waiting").asInt()).isEqualTo(2);
            assertThat(revisions(order)).containsExactly(0L);

            assertThat(retry(projector, "fussy", order)).isEqualTo(202);
            until(() -> parked(projector, "fussy").isEmpty());

            assertThat(revisions(order)).containsExactly(0L, 1L, 2L);
            assertThat(retry(projector, "fussy", order)).isEqualTo(404);
        }
    }

    @Test
    void with_more_parked_documents_than_allowed_the_read_model_stops_until_it_can_go_on() throws Exception {
        String first = backing.order(1);
        String second = backing.order(1);
        try (ConfigurableApplicationContext projector = projector("--orderstream.projections.max-parked=1")) {
            awaitDone(projector);
            Fussy fussy = projector.getBean(Fussy.class);
            fussy.disliked.addAll(List.of(first, second));
            backing.append(first, 1);
            awaitDone(projector);
            long before = backing.head();

            backing.append(second, 1);

            until(() -> status(projector, "fussy").state() == SubscriptionState.RETRYING);
            assertThat(status(projector, "fussy").problem()).contains("1 documents are parked already");
            assertThat(status(projector, "fussy").position()).isEqualTo(before);
            assertThat(parked(projector, "fussy")).hasSize(1);
            until(() -> status(projector, "orders").position() == backing.head());

            fussy.disliked.clear();
            awaitDone(projector);
            assertThat(revisions(second)).containsExactly(0L, 1L);
            retry(projector, "fussy", first);
            until(() -> parked(projector, "fussy").isEmpty());
            assertThat(revisions(first)).containsExactly(0L, 1L);
        }
    }

    @Test
    void of_documents_that_many_orders_share_only_the_parked_one_waits_and_in_the_end_all_are_exact() throws Exception {
        try (ConfigurableApplicationContext projector = projector()) {
            Tally tally = projector.getBean(Tally.class);
            String order = backing.order(1);
            awaitDone(projector);
            String group = Tally.group(order);
            tally.disliked.add(group);

            for (int i = 0; i < 30; i++) {
                backing.order(2);
            }
            backing.append(order, 1);
            awaitDone(projector);

            assertThat(onlyParked(projector, "tally").at("/document/key").asString())
                    .isEqualTo(group);
            assertThat(onlyParked(projector, "tally").at("/waiting").asInt()).isPositive();
            assertThat(events("all")).isEqualTo(backing.written().size());
            tally.disliked.clear();
            retry(projector, "tally", group);
            until(() -> parked(projector, "tally").isEmpty());
            backing.append(order, 2);
            awaitDone(projector);
            assertThat(PlainMongo.stored(mongo.operations(), tally.collection()))
                    .isEqualTo(PlainMongo.folded(mongo.operations(), tally, Shard.WHOLE, backing.written()));
        }
    }

    private ConfigurableApplicationContext projector(String... settings) {
        return backing.projector(List.of(FussyReadModels.class), settings);
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(45)).until(condition);
    }

    private void awaitDone(ConfigurableApplicationContext projector) {
        until(() -> projector.getBean(Projections.class).statuses().stream()
                .filter(status -> status.live() != null)
                .allMatch(status -> status.position() >= backing.head()));
    }

    private static ProjectionStatus status(ConfigurableApplicationContext projector, String name) {
        return projector.getBean(Projections.class).statuses().stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode onlyParked(ConfigurableApplicationContext projector, String name) throws Exception {
        JsonNode parked = parked(projector, name);
        assertThat(parked).hasSize(1);
        return parked.get(0);
    }

    private static JsonNode parked(ConfigurableApplicationContext projector, String name) throws Exception {
        return JsonMapper.shared()
                .readTree(request(projector, "GET", "/" + name + "/parked").body())
                .get("items");
    }

    private static int retry(ConfigurableApplicationContext projector, String name, String key) throws Exception {
        return request(projector, "POST", "/" + name + "/parked/" + key + "/retry")
                .statusCode();
    }

    private static HttpResponse<String> request(ConfigurableApplicationContext projector, String method, String path)
            throws Exception {
        String base = "http://localhost:" + projector.getEnvironment().getProperty("local.server.port");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(base + "/v1/projections" + path))
                            .method(method, BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private List<Long> revisions(String order) {
        return mongo.operations()
                .findById(order, FussyDocument.class, new Fussy().collection())
                .revisions();
    }

    private long events(String key) {
        return mongo.operations()
                .findById(key, TallyDocument.class, new Tally("tally").collection())
                .events();
    }
}
