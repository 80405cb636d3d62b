package io.orderstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ResolvedEvent;
import io.orderstream.local.eventstore.LocalEventStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A hundred clients change one order through three instances on one event store. They lose patience and send again with
 * the same key, to any instance; one instance is killed meanwhile and started again. Then the stream is held against every
 * answer that was given. {@code -Dorderstream.clients.rounds=50} makes it a long run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyClientsOneOrderIntegrationTests {

    private static final int CLIENTS = 100;
    private static final int INSTANCES = 3;
    private static final int ROUNDS = Integer.getInteger("orderstream.clients.rounds", 1);

    /** A fifth of the captures is more than the payment allows. */
    private static final int AUTHORIZED = CLIENTS * 2 * ROUNDS * 4 / 5;

    private static final String PAYMENT = "6e0c6a5e-0000-4000-8000-000000000002";
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final int LONGEST_FACTOR = 1 << 9;

    private final AtomicReferenceArray<ServiceProcess> instances = new AtomicReferenceArray<>(INSTANCES);
    private final AtomicInteger abandoned = new AtomicInteger();
    private final AtomicInteger replayed = new AtomicInteger();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch back = new CountDownLatch(1);
    private Path folder;
    private LocalEventStore store;
    private EventStoreDBClient log;

    /** What a client sends until it is answered: a capture of one euro, or a note. */
    private record Command(String key, boolean isCapture) {

        String path() {
            return isCapture ? "/payments/" + PAYMENT + "/captures" : "/notes";
        }

        String body() {
            return isCapture
                    ? "{\"captureId\":\"%s\",\"amount\":\"1.00\"}".formatted(captureId())
                    : "{\"text\":\"%s\"}".formatted(key);
        }

        String captureId() {
            return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
        }
    }

    private record Answer(Command command, int status, JsonNode body, String etag, String token, boolean replayed) {

        boolean isDone() {
            return status == 200;
        }

        long revision() {
            return body.path("revision").asLong();
        }
    }

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        store = LocalEventStore.open(folder.resolve("events"), 0);
        log = EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(store.connectionString()));
        try (ExecutorService starting = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> started = new ArrayList<>();
            for (int instance = 0; instance < INSTANCES; instance++) {
                int number = instance;
                started.add(starting.submit(() -> instances.set(number, startInstance("instance-" + number))));
            }
            for (Future<?> instance : started) {
                instance.get();
            }
        }
    }

    @AfterAll
    void stop() throws IOException {
        for (int instance = 0; instance < INSTANCES; instance++) {
            if (instances.get(instance) != null) {
                instances.get(instance).close();
            }
        }
        log.shutdown();
        store.close();
    }

    @Test
    void each_command_takes_effect_once_and_each_answer_is_true() throws Exception {
        String order = "/v1/orders/" + order();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                String name = "client-" + client;
                clients.add(threads.submit(() -> changeTheOrder(order, name)));
            }
            await().atMost(Duration.ofMinutes(2)).until(() -> answers.size() > CLIENTS / 2);
            instances.get(0).kill();
            instances.set(0, startInstance("instance-0-again"));
            back.countDown();
            for (Future<?> client : clients) {
                client.get();
            }
        }

        List<RecordedEvent> events = events(order.substring("/v1/orders/".length()));
        assertThat(abandoned).hasPositiveValue();
        assertThat(replayed).hasPositiveValue();
        assertEachCommandTookEffectOnce(events);
        assertEachAnswerIsTrue(events);
    }

    private void assertEachCommandTookEffectOnce(List<RecordedEvent> events) {
        List<String> done = answers.stream()
                .filter(Answer::isDone)
                .map(answer -> effect(answer.command()))
                .distinct()
                .toList();
        List<String> recorded = events.stream()
                .skip(2)
                .map(ManyClientsOneOrderIntegrationTests::effect)
                .toList();
        assertThat(recorded).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(done);
        assertThat(recorded.stream().filter(effect -> effect.startsWith("capture")))
                .hasSize(AUTHORIZED);
        assertThat(events.stream().map(event -> metadata(event).path("commandId")))
                .doesNotHaveDuplicates();
    }

    private void assertEachAnswerIsTrue(List<RecordedEvent> events) {
        Map<String, RecordedEvent> byEffect = new HashMap<>();
        events.stream().skip(2).forEach(event -> byEffect.put(effect(event), event));
        assertThat(answers).allSatisfy(answer -> {
            RecordedEvent event = byEffect.get(effect(answer.command()));
            if (!answer.isDone()) {
                assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
                assertThat(answer.body().path("type").asString()).endsWith(":capture-exceeds-authorization");
                assertThat(event).isNull();
                return;
            }
            assertThat(answer.revision()).isEqualTo(event.getRevision());
            assertThat(answer.etag()).isEqualTo("\"" + event.getRevision() + "\"");
            assertThat(answer.token())
                    .isEqualTo(Long.toString(event.getPosition().getCommitUnsigned()));
            assertThat(answer.body().at("/totals/captured/amount").asString())
                    .isEqualTo(capturesUpTo(event.getRevision(), events) + ".00");
        });
    }

    private static long capturesUpTo(long revision, List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getRevision() <= revision)
                .filter(event -> event.getEventType().equals("payment-captured"))
                .count();
    }

    private void changeTheOrder(String order, String client) {
        for (int round = 0; round < ROUNDS; round++) {
            untilAnswered(order, new Command(client + "-a-" + round, true));
            untilAnswered(order, new Command(client + "-note-" + round, false));
            if (round == 0) {
                awaitInstance();
            }
            untilAnswered(order, new Command(client + "-b-" + round, true));
        }
    }

    /** The rest of the commands meets the instance that was killed and knows nothing of what it did. */
    private void awaitInstance() {
        try {
            back.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends it to any instance, with little patience at first, and some once more although they were answered. */
    private void untilAnswered(String order, Command command) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Duration patience = SHORTEST.multipliedBy(random.nextInt(1, 10));
        boolean onceMore = random.nextInt(4) == 0;
        try (HttpClient connection = HttpClient.newHttpClient()) {
            while (true) {
                Answer answer = send(connection, order, command, patience);
                if (answer != null) {
                    answers.add(answer);
                    if (!onceMore) {
                        return;
                    }
                    onceMore = false;
                }
                patience = patience.compareTo(SHORTEST.multipliedBy(LONGEST_FACTOR)) < 0
                        ? patience.multipliedBy(2)
                        : patience;
            }
        }
    }

    /** The answer that says what became of the command; null if none came or it says to send it again. */
    private @Nullable Answer send(HttpClient connection, String order, Command command, Duration patience) {
        URI base = instances.get(ThreadLocalRandom.current().nextInt(INSTANCES)).base();
        HttpRequest request = HttpRequest.newBuilder(base.resolve(order + command.path()))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", command.key())
                .POST(BodyPublishers.ofString(command.body()))
                .build();
        try {
            HttpResponse<String> response = connection.send(request, BodyHandlers.ofString());
            if (response.headers().firstValue("Retry-After").isPresent()) {
                return null;
            }
            boolean again = response.headers().firstValue("Idempotent-Replayed").isPresent();
            replayed.addAndGet(again ? 1 : 0);
            return new Answer(
                    command,
                    response.statusCode(),
                    JsonMapper.shared().readTree(response.body()),
                    response.headers().firstValue("ETag").orElse(""),
                    response.headers().firstValue("Consistency-Token").orElse(""),
                    again);
        } catch (IOException cut) {
            abandoned.incrementAndGet();
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String order() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String order = post(client, "/v1/orders", """
                    {"currency":"EUR","lines":[{"sku":"A","quantity":1,"unitPrice":"1000000.00"}]}""").path("orderId").asString();
            post(client, "/v1/orders/" + order + "/payments", """
                    {"paymentId":"%s","reference":"pi_1","amount":"%d.00"}""".formatted(PAYMENT, AUTHORIZED));
            return order;
        }
    }

    /** Sends it until it is answered. */
    private JsonNode post(HttpClient client, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(instances.get(0).base().resolve(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", path)
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> client.send(request, BodyHandlers.ofString()),
                        answer -> answer.headers().firstValue("Retry-After").isEmpty());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
        return JsonMapper.shared().readTree(response.body());
    }

    private ServiceProcess startInstance(String name) {
        return ServiceProcess.start(folder.resolve(name + ".log"), store.connectionString(), 256, Map.of());
    }

    private List<RecordedEvent> events(String orderId) {
        return log.readStream("order-" + orderId, ReadStreamOptions.get().forwards()).join().getEvents().stream()
                .map(ResolvedEvent::getEvent)
                .toList();
    }

    private static String effect(Command command) {
        return command.isCapture() ? "capture " + command.captureId() : "note " + command.key();
    }

    private static String effect(RecordedEvent event) {
        JsonNode data = JsonMapper.shared().readTree(event.getEventData());
        return event.getEventType().equals("payment-captured")
                ? "capture " + data.path("captureId").asString()
                : "note " + data.path("text").asString();
    }

    private static JsonNode metadata(RecordedEvent event) {
        return JsonMapper.shared().readTree(event.getUserMetadata());
    }
}
