package io.orderstream.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.orderstream.query.QueryServiceApplication;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;

class MongoAwayIntegrationTests {

    private static final String ID = "0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e11";

    private static final List<String> READS = List.of(
            "/v1/orders",
            "/v1/orders/" + ID,
            "/v1/orders/" + ID + "/history",
            "/v1/orders.csv",
            "/v1/orders/funnel",
            "/v1/customers/c1",
            "/v1/sales?from=2026-03-01&to=2026-04-01",
            "/v1/products/top?from=2026-03-01&to=2026-04-01",
            "/v1/fulfilment",
            "/v1/live");

    private MongoServer mongo;
    private StallingProxy way;
    private int port;
    private ConfigurableApplicationContext service;
    private ReadApi api;

    @BeforeEach
    void given_a_service_with_an_order() throws IOException {
        mongo = new MongoServer(new MemoryBackend());
        port = mongo.bind().getPort();
        way = new StallingProxy(port);
        service = new SpringApplicationBuilder(QueryServiceApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.mongodb.uri=mongodb://localhost:" + way.port() + "/orderstream",
                        "--orderstream.query.mongodb.read-timeout=500ms",
                        "--orderstream.query.mongodb.connect-timeout=500ms");
        api = new ReadApi(((WebServerApplicationContext) service).getWebServer().getPort());
        var readModel = new OrderReadModel(service.getBean(MongoTemplate.class));
        readModel.holds(FoldedOrder.placed(ID, 100));
        readModel.isAt(100);
        assertThat(api.get("/v1/orders/" + ID).status()).isEqualTo(200);
    }

    @AfterEach
    void stop() throws IOException {
        way.close();
        service.close();
        mongo.shutdownNow();
    }

    @Test
    void a_read_is_refused_with_a_time_to_try_again() {
        mongo.shutdownNow();

        Awaitility.await().untilAsserted(() -> {
            var answer = api.get("/v1/orders/" + ID);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.type()).isEqualTo("urn:orderstream:problem:read-model-unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        });
    }

    @Test
    void a_read_with_a_token_is_refused_too() {
        mongo.shutdownNow();

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(api.get("/v1/orders", "100").status()).isEqualTo(503));
    }

    @Test
    void the_service_is_not_ready() {
        mongo.shutdownNow();

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(api.get("/actuator/health/readiness").status())
                                .isEqualTo(503));
    }

    @Test
    void the_service_stays_alive() {
        mongo.shutdownNow();

        assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
    }

    @Test
    void reads_are_answered_again_once_it_is_back() {
        mongo.shutdownNow();
        assertThat(api.get("/v1/orders/" + ID).status()).isEqualTo(503);

        mongo = new MongoServer(new MemoryBackend());
        mongo.bind("localhost", port);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(api.get("/v1/orders").status()).isEqualTo(200));
    }

    @Test
    void a_mongodb_that_takes_questions_and_does_not_answer_holds_up_no_read_for_good() {
        way.stall();

        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var refused = READS.stream()
                    .map(path -> CompletableFuture.supplyAsync(() -> api.get(path, "100"), readers))
                    .toList();
            assertThat(refused).allSatisfy(answer -> {
                assertThat(answer.join().status()).isEqualTo(503);
                assertThat(answer.join().header("Retry-After")).isNotEmpty();
            });
        }

        way.flow();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/v1/orders").status() == 200);
    }
}
