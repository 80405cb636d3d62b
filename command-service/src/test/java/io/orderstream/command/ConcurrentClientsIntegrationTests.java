package io.orderstream.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ResolvedEvent;
import io.orderstream.command.Api.Answer;
import io.orderstream.local.eventstore.LocalEventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Many clients change one order at once, through several instances of the service on one event store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrentClientsIntegrationTests {

    private static final int CLIENTS = 100;
    private static final String PAYMENT = "6e0c6a5e-0000-4000-8000-000000000002";

    private final List<ConfigurableApplicationContext> services = new ArrayList<>();
    private final List<Api> apis = new ArrayList<>();
    private LocalEventStore store;
    private EventStoreDBClient log;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        store = LocalEventStore.open(folder, 0);
        log = EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(store.connectionString()));
        for (int instance = 0; instance < 3; instance++) {
            ConfigurableApplicationContext service = new SpringApplicationBuilder(CommandServiceApplication.class)
                    .run("--server.port=0", "--orderstream.eventstore.uri=" + store.connectionString());
            services.add(service);
            apis.add(new Api(
                    ((WebServerApplicationContext) service).getWebServer().getPort()));
        }
    }

    @AfterAll
    void stop() throws IOException {
        services.forEach(ConfigurableApplicationContext::close);
        log.shutdown();
        store.close();
    }

    @Test
    void commands_that_are_repeated_take_effect_once_each() throws Exception {
        String orderId = authorized(CLIENTS);

        List<Answer> answers = atOnce(Stream.concat(clients(), clients())
                .map(client -> (Callable<Answer>) () -> captureOne(orderId, client, "Idempotency-Key", "key" + client))
                .toList());

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(captures(orderId)).hasSize(CLIENTS);
        assertThat(last(answers).json().at("/totals/captured/amount").asString())
                .isEqualTo("100.00");
    }

    @Test
    void of_more_than_the_order_allows_just_what_it_allows_is_done() throws Exception {
        String orderId = authorized(CLIENTS / 2);

        List<Answer> answers = atOnce(clients()
                .map(client -> (Callable<Answer>) () -> captureOne(orderId, client))
                .toList());

        List<Answer> done =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(done).hasSize(CLIENTS / 2);
        assertThat(done).extracting(answer -> answer.header("ETag")).doesNotHaveDuplicates();
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .extracting(Answer::problem)
                .containsOnly("capture-exceeds-authorization");
        assertThat(captures(orderId)).hasSize(CLIENTS / 2);
    }

    private static Stream<Integer> clients() {
        return IntStream.range(0, CLIENTS).boxed();
    }

    private String authorized(int euros) {
        Api api = apis.getFirst();
        String orderId = api.place().orderId();
        api.post("/v1/orders/" + orderId + "/payments", """
                {"paymentId":"%s","reference":"pi_1","amount":"%d.00"}""".formatted(PAYMENT, euros));
        return orderId;
    }

    /** Captures one euro through any instance, again until others leave it the time. */
    private Answer captureOne(String orderId, int client, String... headers) {
        while (true) {
            Api api = apis.get(ThreadLocalRandom.current().nextInt(apis.size()));
            Answer answer = api.post(
                    "/v1/orders/" + orderId + "/payments/" + PAYMENT + "/captures", """
                    {"reference":"ch_%d","amount":"1.00"}""".formatted(client), headers);
            if (!answer.problem().equals("concurrent-changes") && answer.status() != 429) {
                return answer;
            }
        }
    }

    private List<RecordedEvent> captures(String orderId) {
        return log.readStream("order-" + orderId, ReadStreamOptions.get().forwards()).join().getEvents().stream()
                .map(ResolvedEvent::getEvent)
                .filter(event -> event.getEventType().equals("payment-captured"))
                .toList();
    }

    private static Answer last(List<Answer> answers) {
        return answers.stream()
                .max((one, other) -> Long.compare(revision(one), revision(other)))
                .orElseThrow();
    }

    private static long revision(Answer answer) {
        return answer.json().path("revision").asLong();
    }

    private static List<Answer> atOnce(List<Callable<Answer>> requests)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
