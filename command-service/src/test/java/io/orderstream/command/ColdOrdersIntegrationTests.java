package io.orderstream.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.command.Api.Answer;
import io.orderstream.local.eventstore.LocalEventStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** What the write API does when many orders have to be read from an event store that is slow. */
class ColdOrdersIntegrationTests {

    private static final int READS = 3;
    private static final int ORDERS = 10;

    @Test
    void no_more_orders_are_read_at_once_than_may_be_and_the_others_are_refused_for_now(@TempDir Path folder)
            throws Exception {
        HeldReads reads = new HeldReads();
        try (LocalEventStore store = LocalEventStore.open(folder, 0, List.of(reads));
                ConfigurableApplicationContext service = service(store);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Api api = new Api(
                    ((WebServerApplicationContext) service).getWebServer().getPort());
            List<String> orders =
                    Stream.generate(() -> api.place().orderId()).limit(ORDERS).toList();
            reads.hold();

            List<Future<Answer>> answers = orders.stream()
                    .map(orderId -> clients.submit(() -> api.confirm(orderId)))
                    .toList();

            await().atMost(Duration.ofSeconds(25))
                    .until(() -> answered(answers).size() + reads.waiting() == ORDERS && reads.waiting() == READS);
            assertThat(answered(answers)).allSatisfy(refused -> {
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.problem()).isEqualTo("saturated");
                assertThat(refused.header("Retry-After")).isEqualTo("1");
            });
            reads.letIn();
            assertThat(answers.stream().map(ColdOrdersIntegrationTests::answer).filter(read -> read.status() == 200))
                    .hasSize(READS);
            assertThat(orders)
                    .allSatisfy(orderId ->
                            assertThat(api.confirm(orderId).header("ETag")).isEqualTo("\"1\""));
        }
    }

    private static ConfigurableApplicationContext service(LocalEventStore store) {
        return new SpringApplicationBuilder(CommandServiceApplication.class)
                .run(
                        "--server.port=0",
                        "--orderstream.eventstore.uri=" + store.connectionString(),
                        "--orderstream.eventstore.deadline=30s",
                        "--orderstream.eventstore.maxinflightreads=" + READS,
                        "--orderstream.orders.cachesize=0B");
    }

    private static List<Answer> answered(List<Future<Answer>> answers) {
        return answers.stream()
                .filter(Future::isDone)
                .map(ColdOrdersIntegrationTests::answer)
                .toList();
    }

    private static Answer answer(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
