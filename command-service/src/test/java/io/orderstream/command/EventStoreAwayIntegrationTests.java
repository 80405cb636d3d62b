package io.orderstream.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.command.Api.Answer;
import io.orderstream.local.eventstore.LocalEventStore;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** What the write API does while the event store is away, and afterwards. */
class EventStoreAwayIntegrationTests {

    @TempDir
    private Path folder;

    private @Nullable LocalEventStore store;
    private ConfigurableApplicationContext service;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        store = LocalEventStore.open(folder, 0);
        service = new SpringApplicationBuilder(CommandServiceApplication.class)
                .run("--server.port=0", "--orderstream.eventstore.uri=" + store.connectionString());
        api = new Api(((WebServerApplicationContext) service).getWebServer().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
        if (store != null) {
            store.close();
        }
    }

    private void takeTheStoreAway() throws IOException {
        store.close();
        store = null;
    }

    @Test
    void a_command_is_unavailable_and_says_when_to_try_again() throws IOException {
        takeTheStoreAway();

        Answer answer = api.place();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("event-store-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void a_change_is_unavailable_too_though_the_order_is_in_memory() throws IOException {
        String orderId = api.place().orderId();
        takeTheStoreAway();

        assertThat(api.confirm(orderId).status()).isEqualTo(503);
    }

    @Test
    void an_import_ends_early_and_the_repeat_completes_it() throws IOException {
        String body = IntStream.rangeClosed(1, 500)
                .mapToObj(number -> ImportIntegrationTests.line("away", number) + "\n")
                .collect(Collectors.joining());
        int port = store.port();
        takeTheStoreAway();

        List<String> ended = imported(body);

        assertThat(ended).hasSizeBetween(1, 499).allMatch(status -> status.equals("FAILED"));
        store = LocalEventStore.open(folder, port);
        await().atMost(Duration.ofSeconds(30)).until(() -> imported(body).size() == 500);
        assertThat(imported(body)).hasSize(500).containsOnly("ALREADY");
    }

    private List<String> imported(String body) {
        Answer answer = api.send("/v1/orders/import", BodyPublishers.ofString(body), "application/x-ndjson");
        assertThat(answer.status()).isEqualTo(200);
        return answer.response()
                .body()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line).path("status").asString())
                .toList();
    }

    @Test
    void commands_are_taken_again_when_it_is_back_and_what_failed_changed_nothing() throws IOException {
        String orderId = api.place().orderId();
        int port = store.port();
        takeTheStoreAway();
        assertThat(api.confirm(orderId, "Idempotency-Key", "k").status()).isEqualTo(503);
        store = LocalEventStore.open(folder, port);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.confirm(orderId, "Idempotency-Key", "k").status() == 200);

        Answer confirmed = api.confirm(orderId, "Idempotency-Key", "k");
        assertThat(confirmed.header("ETag")).isEqualTo("\"1\"");
    }
}
