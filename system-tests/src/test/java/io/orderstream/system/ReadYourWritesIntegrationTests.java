package io.orderstream.system;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that writes and then reads with the token it was given sees its write or is told to come back, on whichever of two
 * query-services, whatever happens to the projector.
 */
@Tag("proof")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadYourWritesIntegrationTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WRITERS = 3;
    private static final List<String> READ_MODELS = List.of("orders", "history", "customers", "sales");
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    /** So short that a projector that stands still for a moment is not waited for. */
    private static final Map<String, String> IMPATIENT = Map.of("ORDERSTREAM_QUERY_CONSISTENCYWAIT", "200ms");

    private final HttpClient client = HttpClient.newHttpClient();
    private Stack stack;
    private Process secondQueryService;
    private List<String> queryServices;

    @BeforeAll
    void start(@TempDir Path home) {
        stack = Stack.up(home, IMPATIENT);
        Path log = home.resolve("second-query-service.log");
        secondQueryService = stack.startAnother("query-service", log, IMPATIENT);
        String port = await().atMost(PATIENCE)
                .until(
                        () -> PORT.matcher(Files.readString(log))
                                .results()
                                .map(result -> result.group(1))
                                .findFirst()
                                .orElse(""),
                        not(String::isEmpty));
        queryServices = List.of(stack.url("query-service"), "http://localhost:" + port);
    }

    @AfterAll
    void stop() throws InterruptedException {
        if (secondQueryService != null) {
            secondQueryService.destroyForcibly().waitFor();
        }
        stack.close();
    }

    /** What a client reads after a write. */
    private enum Read {
        ORDER,
        LIST,
        SALES,
        CUSTOMER,
        HISTORY
    }

    /** A client that is alone with its channel and its customer, so that it knows what all figures of them must be. */
    private final class Writer {
        private final String channel;
        private final String customerId = UUID.randomUUID().toString();
        private String orderId = "";
        private long revision;
        private int orders;
        private String token = "";

        private Writer(int number) {
            this.channel = "writer-" + number + "-" + customerId.substring(0, 8);
        }

        /** Every third time another order, else something more about the last one. */
        private void write(int turn) {
            HttpResponse<String> answer = turn % 3 == 0
                    ? post(
                            "/v1/orders",
                            "{\"currency\":\"EUR\",\"channel\":\"" + channel + "\",\"customerId\":\"" + customerId
                                    + "\",\"lines\":[{\"sku\":\"X\",\"quantity\":1,\"unitPrice\":\"1.00\"}]}")
                    : post(
                            "/v1/orders/" + orderId + "/notes",
                            "{\"text\":\"turn " + turn + "\",\"visibility\":\"INTERNAL\"}");
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
            JsonNode summary = json(answer);
            orders += turn % 3 == 0 ? 1 : 0;
            orderId = summary.get("orderId").asString();
            revision = summary.get("revision").asLong();
            token = answer.headers().firstValue("Consistency-Token").orElseThrow();
        }

        private String path(Read read) {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            return switch (read) {
                case ORDER -> "/v1/orders/" + orderId;
                case LIST -> "/v1/orders?limit=1&customerId=" + customerId;
                case SALES -> "/v1/sales?groupBy=channel&from=" + today.minusDays(1) + "&to=" + today.plusDays(1);
                case CUSTOMER -> "/v1/customers/" + customerId;
                case HISTORY -> "/v1/orders/" + orderId + "/history";
            };
        }

        private boolean isShown(Read read, JsonNode shown) {
            return switch (read) {
                case ORDER -> shown.get("revision").asLong() == revision;
                case LIST ->
                    items(shown)
                            .anyMatch(item -> item.get("orderId").asString().equals(orderId)
                                    && item.get("revision").asLong() == revision);
                case SALES ->
                    items(shown)
                                    .filter(item ->
                                            item.get("channel").asString().equals(channel))
                                    .mapToLong(item -> item.get("orders").asLong())
                                    .sum()
                            == orders;
                case CUSTOMER -> shown.get("currencies").get(0).get("orders").asLong() == orders;
                case HISTORY ->
                    items(shown).anyMatch(item -> item.get("revision").asLong() == revision);
            };
        }
    }

    /** What became of the reads. */
    private static final class Tally {
        private final Map<Read, AtomicInteger> shown = new EnumMap<>(Read.class);
        private final AtomicInteger toldToComeBack = new AtomicInteger();
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

        private Tally() {
            Stream.of(Read.values()).forEach(read -> shown.put(read, new AtomicInteger()));
        }

        private int least() {
            return shown.values().stream().mapToInt(AtomicInteger::get).min().orElseThrow();
        }
    }

    @Test
    void a_write_is_seen_or_the_reader_is_told_to_come_back_though_the_projector_stands_still_dies_and_rebuilds() {
        Tally tally = new Tally();
        AtomicBoolean enough = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(number -> threads.submit(() -> alternate(new Writer(number), tally, enough)))
                    .toList();
            try {
                awaitMore(tally, writers);
                standStill(() -> tally.toldToComeBack.get() > 0);
                awaitMore(tally, writers);
                int restarts = stack.restarts("projector");
                stack.kill("projector");
                await().atMost(PATIENCE).until(() -> stack.restarts("projector") > restarts && stack.isUp("projector"));
                awaitMore(tally, writers);
                READ_MODELS.forEach(
                        name -> assertThat(tell(stack.url("projector") + "/v1/projections/" + name + "/rebuild")
                                        .statusCode())
                                .isEqualTo(202));
                await().atMost(PATIENCE).until(this::isRebuilt);
                awaitMore(tally, writers);
            } finally {
                enough.set(true);
            }
            assertThat(writers).allSatisfy(writer -> assertThat(writer).succeedsWithin(PATIENCE));
        }
        assertThat(tally.wrong).isEmpty();
    }

    @Test
    void without_a_token_older_data_is_read() {
        Writer writer = new Writer(0);
        standStill(() -> {
            writer.write(0);
            assertThat(reads(writer, "")).hasSize(10).noneMatch(Answer::isShown);
            assertThat(reads(writer, writer.token)).hasSize(10).allMatch(Answer::toldToComeBack);
            return true;
        });

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(reads(writer, writer.token)).hasSize(10).allMatch(Answer::isShown));
    }

    private void alternate(Writer writer, Tally tally, AtomicBoolean enough) {
        for (int turn = 0; !enough.get(); turn++) {
            writer.write(turn);
            for (Answer answer : reads(writer, writer.token)) {
                if (answer.isShown()) {
                    tally.shown.get(answer.read()).incrementAndGet();
                } else if (answer.toldToComeBack()) {
                    tally.toldToComeBack.incrementAndGet();
                } else {
                    tally.wrong.add(answer.toString());
                }
            }
        }
    }

    /** Waits until every kind of read has shown a write several times more. */
    private static void awaitMore(Tally tally, List<Future<?>> writers) {
        int before = tally.least();
        await().atMost(PATIENCE).until(() -> {
            for (Future<?> writer : writers) {
                if (writer.isDone()) {
                    writer.get();
                }
            }
            return tally.least() > before + 5;
        });
    }

    private void standStill(BooleanSupplier meanwhile) {
        stack.signal("projector", "STOP");
        try {
            await().atMost(PATIENCE).until(meanwhile::getAsBoolean);
        } finally {
            stack.signal("projector", "CONT");
        }
    }

    private boolean isRebuilt() {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(stack.url("projector") + "/v1/projections"))
                        .build());
        return answer.statusCode() == 200
                && items(json(answer))
                        .filter(status -> status.path("previous").isObject())
                        .map(status -> status.get("name").asString())
                        .toList()
                        .containsAll(READ_MODELS);
    }

    private record Answer(Read read, int status, boolean isShown, boolean saysWhen, String body) {
        private boolean toldToComeBack() {
            return status == 503 && saysWhen;
        }
    }

    /** All that a client can read, from both query-services, at once. */
    private List<Answer> reads(Writer writer, String token) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = queryServices.stream()
                    .flatMap(service -> Stream.of(Read.values())
                            .map(read -> threads.submit(() -> read(service, writer, read, token))))
                    .toList();
            return answers.stream().map(ReadYourWritesIntegrationTests::result).toList();
        }
    }

    private static Answer result(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer read(String service, Writer writer, Read read, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + writer.path(read)));
        if (!token.isEmpty()) {
            request.header("Consistency-Token", token);
        }
        HttpResponse<String> answer = send(request.build());
        return new Answer(
                read,
                answer.statusCode(),
                answer.statusCode() == 200 && writer.isShown(read, json(answer)),
                answer.headers().firstValue("Retry-After").isPresent(),
                answer.body());
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.get("items").spliterator(), false);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    /** Sends a command until it is recorded, on a machine that is too busy at first, too. */
    private HttpResponse<String> post(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.url("command-service") + path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body))
                .build();
        return await().atMost(PATIENCE).until(() -> send(request), answer -> answer.statusCode() != 503);
    }

    private HttpResponse<String> tell(String url) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .POST(BodyPublishers.noBody())
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
