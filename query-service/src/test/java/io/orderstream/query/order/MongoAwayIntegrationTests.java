package io.orderstream.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.orderstream.query.QueryServiceApplication;
import java.time.Duration;
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
    private static final Duration QUICKLY = Duration.ofSeconds(5);

    private MongoServer mongo;
    private int port;
    private ConfigurableApplicationContext service;
    private ReadApi api;

    @BeforeEach
    void given_a_service_with_an_order() {
        mongo = new MongoServer(new MemoryBackend());
        port = mongo.bind().getPort();
        service = new SpringApplicationBuilder(QueryServiceApplication.class)
                .run("--server.port=0", "--spring.mongodb.uri=mongodb://localhost:" + port + "/orderstream");
        api = new ReadApi(((WebServerApplicationContext) service).getWebServer().getPort());
        var readModel = new OrderReadModel(service.getBean(MongoTemplate.class));
        readModel.holds(FoldedOrder.placed(ID, 100));
        readModel.isAt(100);
        assertThat(api.get("/v1/orders/" + ID).status()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        service.close();
        mongo.shutdownNow();
    }

    @Test
    void a_read_is_refused_quickly_with_a_time_to_try_again() {
        mongo.shutdownNow();

        Awaitility.await().atMost(QUICKLY).untilAsserted(() -> {
            var answer = api.get("/v1/orders/" + ID);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.type()).isEqualTo("urn:orderstream:problem:read-model-unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        });
    }

    @Test
    void a_read_with_a_token_is_refused_quickly_too() {
        mongo.shutdownNow();

        Awaitility.await()
                .atMost(QUICKLY)
                .untilAsserted(
                        () -> assertThat(api.get("/v1/orders", "100").status()).isEqualTo(503));
    }

    @Test
    void the_service_is_not_ready() {
        mongo.shutdownNow();

        Awaitility.await()
                .atMost(QUICKLY)
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
}
