package io.orderstream.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.orderstream.query.QueryServiceApplication;
import java.net.http.HttpClient;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;

class LiveShutdownIntegrationTests {

    private static final String ID = "0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e11";

    private final HttpClient http = HttpClient.newHttpClient();
    private MongoServer mongo;
    private ConfigurableApplicationContext service;
    private int port;
    private LiveClient client;

    @BeforeEach
    void given_a_client_of_live_updates() {
        mongo = new MongoServer(new MemoryBackend());
        mongo.bind();
        service = start();
        readModel().isAt(99);
        client = LiveClient.connect(http, port, null);
        client.next("connected");
    }

    @AfterEach
    void stop() {
        client.close();
        service.close();
        mongo.shutdownNow();
    }

    @Test
    void a_service_that_ends_sends_its_clients_away_with_a_time_to_come_back() {
        service.close();

        var end = client.next("end");
        assertThat(Long.parseLong(end.retry())).isBetween(2_000L, 6_000L);
        assertThat(end.data().path("reason").asString()).isEqualTo("shutdown");
        client.next("closed");
    }

    @Test
    void a_client_that_was_sent_away_goes_on_at_the_next_instance() {
        readModel().holds(FoldedOrder.placed(ID, 100));
        readModel().isAt(100);
        var last = client.next("order").id();
        service.close();
        service = start();
        readModel().holds(FoldedOrder.placed(ID, 100).confirmed(101));
        readModel().isAt(101);

        try (var again = LiveClient.connect(http, port, last)) {
            assertThat(again.next("order").data().path("revision").asLong()).isEqualTo(1);
        }
    }

    @Test
    void updates_go_on_once_mongodb_is_back() {
        var address = mongo.getLocalAddress();
        mongo.shutdownNow();
        mongo = new MongoServer(new MemoryBackend());
        mongo.bind(address);
        readModelOnceReachable();

        readModel().holds(FoldedOrder.placed(ID, 100));
        readModel().isAt(100);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> client.next().orderId().equals(ID));
    }

    private void readModelOnceReachable() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            readModel().isAt(99);
            return true;
        });
    }

    private ConfigurableApplicationContext start() {
        var started = new SpringApplicationBuilder(QueryServiceApplication.class)
                .run("--server.port=0", "--spring.mongodb.uri=" + mongo.getConnectionString() + "/orderstream");
        port = ((WebServerApplicationContext) started).getWebServer().getPort();
        return started;
    }

    private OrderReadModel readModel() {
        return new OrderReadModel(service.getBean(MongoTemplate.class));
    }
}
