package io.orderstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.orderstream.events.domain.Cancelled;
import io.orderstream.events.domain.DomainEventCodec;
import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.events.domain.Lifecycle;
import io.orderstream.events.domain.OrderDomainEvent;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.projector.engine.ProjectionStatus;
import io.orderstream.projector.engine.Projections;
import io.orderstream.projector.relay.PacedReplay;
import io.orderstream.projector.subscription.SubscriptionState;
import io.orderstream.readmodel.Checkpoint;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderProjection;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The projector over the real log, database and broker, through restarts and failures. The tests share a log, which only
 * grows; what they expect holds for all of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectorIntegrationTests {

    private static final String ORDERS = new OrderProjection().collection();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Backing backing;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        backing = new Backing(folder);
    }

    @AfterAll
    void stop() throws IOException {
        backing.close();
    }

    /** What needs no restart: one projector for all of it. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class WhileItRuns {

        private ConfigurableApplicationContext projector;

        @BeforeAll
        void start() {
            projector = backing.projector("--orderstream.projections.keep-replaced=0s");
        }

        @AfterAll
        void stop() {
            projector.close();
        }

        @Test
        void events_become_documents_that_equal_a_fresh_fold() {
            backing.order(1);
            backing.order(2);
            backing.order(3);

            awaitDone(projector);

            assertThat(documents(projector)).isEqualTo(freshFold());
        }

        @Test
        void events_become_domain_events_in_order_and_numbered_without_gaps() {
            String orderId = backing.order(3);

            awaitDone(projector);

            List<CloudEvent> events = relayed().get(orderId);
            assertThat(events)
                    .extracting(CloudEvent::getType)
                    .containsExactly(
                            "io.orderstream.order.placed.v1",
                            "io.orderstream.order.confirmed.v1",
                            "io.orderstream.order.cancelled.v1");
            assertThat(events)
                    .extracting(event -> event.getExtension("sequence"))
                    .containsExactly("1", "2", "3");
        }

        @Test
        void a_domain_event_tells_the_state_after_it_and_what_changed() {
            String orderId = backing.order(3);

            awaitDone(projector);

            CloudEvent last = relayed().get(orderId).getLast();
            assertThat(last.getSubject()).isEqualTo(orderId);
            assertThat(last.getExtension("streamrevision")).isEqualTo("2");
            assertThat(last.getExtension("traceparent"))
                    .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
            Cancelled cancelled = new DomainEventCodec().decode(last.getData().toBytes(), Cancelled.class);
            assertThat(cancelled.order().lifecycle()).isEqualTo(Lifecycle.CANCELLED);
            assertThat(cancelled.order().totals().grand().amount()).isEqualTo("0.00");
            assertThat(cancelled.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line.tax().amount()).isEqualTo("3.80"));
        }

        @Test
        void the_last_state_of_each_order_is_the_one_after_its_last_domain_event() {
            backing.order(1);
            backing.order(2);
            backing.order(3);

            awaitDone(projector);

            Map<String, List<CloudEvent>> states = on("orders.state.v1");
            DomainEventCodec codec = new DomainEventCodec();
            assertThat(states.keySet()).isEqualTo(relayed().keySet());
            relayed().forEach((orderId, events) -> {
                CloudEvent state = states.get(orderId).getLast();
                CloudEvent event = events.getLast();
                assertThat(state.getType()).isEqualTo("io.orderstream.order.state.v1");
                assertThat(state.getExtension("sequence")).isEqualTo(event.getExtension("sequence"));
                assertThat(codec.decodeState(state.getData().toBytes()).order())
                        .isEqualTo(codec.decode(event.getData().toBytes(), classOf(event))
                                .order());
            });
        }

        @Test
        void a_replay_publishes_history_into_another_topic_and_leaves_the_live_one_alone() throws Exception {
            for (int i = 0; i < 20; i++) {
                backing.order(3);
            }
            awaitDone(projector);
            Map<String, List<CloudEvent>> before = relayed();

            begin(projector, "{\"topic\":\"replayed\"}");
            awaitReplayed(projector);

            assertThat(on("replayed")).isEqualTo(before);
            assertThat(relayed()).isEqualTo(before);

            backing.order(3);
            awaitDone(projector);
            begin(projector, "{\"topic\":\"replayed\"}");
            awaitReplayed(projector);
            assertThat(on("replayed")).isEqualTo(relayed());
        }

        @Test
        void a_replay_may_begin_at_a_time_and_end_at_a_position() throws Exception {
            String orderId = backing.order(3);
            long last = backing.head();
            backing.order(3);
            awaitDone(projector);

            begin(projector, "{\"topic\":\"part\",\"from\":\"2026-03-01T09:30:01Z\",\"toPosition\":" + last + "}");
            awaitReplayed(projector);

            Map<String, List<CloudEvent>> part = on("part");
            assertThat(part.get(orderId))
                    .extracting(event -> event.getExtension("sequence"))
                    .containsExactly("2", "3");
            assertThat(part.values().stream().mapToInt(List::size).sum()).isEqualTo((int) backing.written().stream()
                    .filter(event -> event.position() <= last && event.revision() > 0)
                    .count());
        }

        @Test
        void a_replay_into_a_topic_that_is_not_for_replays_is_refused() throws Exception {
            for (String topic : List.of(
                    "orders.events.v1",
                    "orders.state.v1",
                    "orders.relay.checkpoints.v1",
                    "__consumer_offsets",
                    "a b",
                    "")) {
                assertThat(post(projector, "{\"topic\":\"" + topic + "\"}").statusCode())
                        .as(topic)
                        .isEqualTo(409);
            }
        }

        @Test
        void a_replay_into_a_topic_of_somebody_else_is_refused() throws Exception {
            try (KafkaProducer<String, String> other = new KafkaProducer<>(
                            Map.of("bootstrap.servers", backing.bootstrapServers()),
                            new StringSerializer(),
                            new StringSerializer());
                    Admin admin = Admin.create(Map.of("bootstrap.servers", backing.bootstrapServers()))) {
                NewTopic theirs = new NewTopic("theirs", 2, (short) 1)
                        .configs(Map.of("retention.ms", "-1", "max.message.bytes", "8388608"));
                admin.createTopics(Set.of(theirs)).all().get();
                other.send(new ProducerRecord<>("theirs", "k", "v")).get();

                HttpResponse<String> refused = post(projector, "{\"topic\":\"theirs\"}");

                assertThat(refused.statusCode()).isEqualTo(409);
                assertThat(refused.body()).contains("theirs holds records that no replay wrote");
            }
        }

        @Test
        void a_replay_into_a_topic_that_is_unfit_is_refused_with_what_mends_it() throws Exception {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", backing.bootstrapServers()))) {
                admin.createTopics(Set.of(new NewTopic("forgetful", 2, (short) 1)))
                        .all()
                        .get();
                await().until(() -> admin.listTopics().names().get().contains("forgetful"));

                HttpResponse<String> refused = post(projector, "{\"topic\":\"forgetful\"}");

                assertThat(refused.statusCode()).isEqualTo(409);
                assertThat(refused.body()).contains("--entity-name forgetful --add-config retention.ms=-1");
            }
        }

        @Test
        void the_relay_tells_how_it_is_getting_on() throws Exception {
            backing.order(3);
            awaitDone(projector);

            JsonNode figures = JsonMapper.shared().readTree(get(projector, "/v1/relay"));
            JsonNode metric = JsonMapper.shared()
                    .readTree(get(projector, "/actuator/metrics/orderstream.relay.transactions?tag=outcome:committed"));

            assertThat(figures.path("transactions").asLong()).isPositive();
            assertThat(figures.path("p99Millis").asDouble()).isPositive();
            assertThat(metric.at("/measurements/0/value").asLong())
                    .isGreaterThanOrEqualTo(figures.path("transactions").asLong());
        }

        @Test
        void personal_data_stays_inside() {
            backing.order(3);

            awaitDone(projector);

            assertThat(relayed().values().stream().flatMap(List::stream))
                    .extracting(event -> new String(event.getData().toBytes(), StandardCharsets.UTF_8))
                    .allSatisfy(data -> assertThat(data).doesNotContain("Ada", "ada@", "+49", "Main St", "mistake"));
        }

        @Test
        void the_log_may_go_away_and_come_back() throws IOException {
            backing.order(1);
            awaitDone(projector);

            backing.takeEventStoreAway();
            await().atMost(PATIENCE).until(() -> states(projector).contains(SubscriptionState.RETRYING));
            backing.bringEventStoreBack();
            backing.order(2);
            awaitDone(projector);

            assertThat(documents(projector)).isEqualTo(freshFold());
            assertEachEventIsRelayedOnce();
        }

        @Test
        void a_rebuild_sends_nothing_to_kafka() {
            backing.order(3);
            awaitDone(projector);
            Projections projections = projector.getBean(Projections.class);

            projections.rebuild("orders", null);
            await().atMost(PATIENCE).until(() -> orders(projector).previous() != null);
            projections.back("orders");
            projections.release("orders");
            awaitDone(projector);

            assertThat(orders(projector).live().collection()).isEqualTo(ORDERS);
            assertEachEventIsRelayedOnce();
        }
    }

    private static Class<? extends OrderDomainEvent> classOf(CloudEvent event) {
        return DomainEventTypes.names().keySet().stream()
                .filter(type -> DomainEventTypes.typeOf(type).equals(event.getType()))
                .findAny()
                .orElseThrow();
    }

    @Test
    void a_replay_that_was_stopped_goes_on_where_it_ended() throws Exception {
        for (int i = 0; i < 5; i++) {
            backing.order(3);
        }
        try (ConfigurableApplicationContext projector =
                backing.projector(List.of(PacedReplay.class), "--orderstream.eventstore.max-batch=1")) {
            awaitDone(projector);
            PacedReplay pace = projector.getBean(PacedReplay.class);
            begin(projector, "{\"topic\":\"resumed\"}");
            pace.letCommit();
            await().atMost(PATIENCE)
                    .until(() -> replay(projector).path("events").asLong() == 1);

            CompletableFuture<String> stopped = CompletableFuture.supplyAsync(() -> stop(projector));
            await().atMost(PATIENCE).until(() -> {
                pace.letCommit();
                return stopped.isDone();
            });
            JsonNode before = JsonMapper.shared().readTree(stopped.join());
            assertThat(before.path("state").asString()).isEqualTo("STOPPED");

            backing.written().forEach(event -> pace.letCommit());
            begin(projector, "{\"topic\":\"resumed\"}");
            awaitReplayed(projector);

            assertThat(on("resumed")).isEqualTo(relayed());
            assertThat(replay(projector).path("events").asLong())
                    .isEqualTo(backing.written().size() - before.path("events").asLong());
        }
    }

    private static String stop(ConfigurableApplicationContext projector) {
        try {
            return send(HttpRequest.newBuilder(url(projector, "/v1/relay/replay"))
                            .DELETE())
                    .body();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static JsonNode replay(ConfigurableApplicationContext projector) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(get(projector, "/v1/relay/replay"));
    }

    private static void begin(ConfigurableApplicationContext projector, String replay)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = post(projector, replay);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** Until it has ended too: before, no other may begin. */
    private static void awaitReplayed(ConfigurableApplicationContext projector) {
        await().atMost(PATIENCE).until(() -> {
            JsonNode replay = replay(projector);
            return replay.path("state").asString().equals("DONE")
                    && !replay.path("endedAt").isNull();
        });
    }

    private static HttpResponse<String> post(ConfigurableApplicationContext projector, String body)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url(projector, "/v1/relay/replay"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String get(ConfigurableApplicationContext projector, String path)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url(projector, path))).body();
    }

    private static URI url(ConfigurableApplicationContext projector, String path) {
        return URI.create("http://localhost:" + projector.getEnvironment().getProperty("local.server.port") + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    @Test
    void a_paused_relay_stands_and_lags_through_a_restart_and_goes_on_when_it_is_resumed() throws Exception {
        backing.order(3);
        try (ConfigurableApplicationContext projector = backing.projector()) {
            awaitDone(projector);
            assertThat(change(projector, "pause")).isEqualTo(202);
            await().atMost(PATIENCE).until(() -> relay(projector).state() == SubscriptionState.PAUSED);
        }
        Map<String, List<CloudEvent>> before = relayed();
        long stands = backing.head();
        backing.order(2);
        try (ConfigurableApplicationContext projector = backing.projector()) {
            await().atMost(PATIENCE).until(() -> relay(projector).lag().events() == 2);
            await().atMost(PATIENCE).until(() -> orders(projector).position() >= backing.head());

            assertThat(relay(projector).state()).isEqualTo(SubscriptionState.PAUSED);
            assertThat(relay(projector).position()).isEqualTo(stands);
            assertThat(relay(projector).lag().seconds()).isPositive();
            assertThat(relayed()).isEqualTo(before);

            assertThat(change(projector, "resume")).isEqualTo(202);
            awaitDone(projector);
            assertThat(relay(projector).lag().events()).isZero();
            assertThat(relay(projector).state()).isEqualTo(SubscriptionState.RUNNING);
        }
        assertEachEventIsRelayedOnce();
    }

    @Test
    void a_relay_that_never_could_start_lags_by_all_events() {
        backing.order(3);
        try (ConfigurableApplicationContext projector = backing.projector()) {
            awaitDone(projector);
        }

        try (ConfigurableApplicationContext projector = backing.projector(
                "--spring.kafka.bootstrap-servers=localhost:1", "--orderstream.relay.timeout=500ms")) {
            projector.getBean(MongoTemplate.class).remove(new Query(where("_id").is("relay")), Checkpoint.COLLECTION);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(relay(projector).state()).isEqualTo(SubscriptionState.RETRYING);
                assertThat(relay(projector).lag().events())
                        .isEqualTo(backing.written().size());
                assertThat(relay(projector).lag().seconds()).isPositive();
            });
        }
    }

    private static int change(ConfigurableApplicationContext projector, String change)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url(projector, "/v1/projections/relay/" + change))
                        .POST(BodyPublishers.noBody()))
                .statusCode();
    }

    @Test
    void settings_that_are_too_weak_are_refused_at_the_start() {
        assertThatThrownBy(() -> backing.projector("--spring.kafka.producer.acks=1"))
                .rootCause()
                .hasMessageContaining("acks=1 loses events");
    }

    @Test
    void a_restart_repeats_nothing_and_loses_nothing() {
        String half = backing.order(1);
        try (ConfigurableApplicationContext projector = backing.projector()) {
            awaitDone(projector);
        }
        backing.append(half, 1);
        backing.order(2);
        backing.append(half, 2);

        try (ConfigurableApplicationContext projector = backing.projector()) {
            awaitDone(projector);

            assertThat(documents(projector)).isEqualTo(freshFold());
        }
        assertEachEventIsRelayedOnce();
    }

    @Test
    void a_checkpoint_that_was_lost_changes_nothing_twice() {
        backing.order(3);
        backing.order(2);
        try (ConfigurableApplicationContext projector = backing.projector()) {
            awaitDone(projector);
            projector.getBean(MongoTemplate.class).remove(new Query(), Checkpoint.COLLECTION);
        }

        try (ConfigurableApplicationContext projector = backing.projector()) {
            awaitDone(projector);

            assertThat(documents(projector)).isEqualTo(freshFold());
        }
    }

    @Test
    void subscribing_anew_again_and_again_repeats_nothing() {
        try (ConfigurableApplicationContext projector = backing.projector("--orderstream.eventstore.silence=100ms")) {
            await().atMost(PATIENCE)
                    .until(() -> states(projector).stream().allMatch(SubscriptionState.RUNNING::equals));
            for (int i = 0; i < 5; i++) {
                backing.order(3);
                awaitDone(projector);
            }

            assertThat(documents(projector)).isEqualTo(freshFold());
        }
        assertEachEventIsRelayedOnce();
    }

    @Test
    void of_two_projectors_one_relays_each_event_once() {
        backing.order(1);
        try (ConfigurableApplicationContext first = backing.projector()) {
            awaitDone(first);
            try (ConfigurableApplicationContext second = backing.projector()) {
                for (int i = 0; i < 20; i++) {
                    backing.order(2);
                }
                awaitDone(second);
                await().atMost(PATIENCE).untilAsserted(this::assertEachEventIsRelayedOnce);
            }
        }
    }

    private static ProjectionStatus orders(ConfigurableApplicationContext projector) {
        return status(projector, "orders");
    }

    private static ProjectionStatus relay(ConfigurableApplicationContext projector) {
        return status(projector, "relay");
    }

    private static ProjectionStatus status(ConfigurableApplicationContext projector, String name) {
        return statuses(projector).stream()
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void awaitDone(ConfigurableApplicationContext projector) {
        await().atMost(PATIENCE)
                .until(() -> statuses(projector).stream().allMatch(status -> status.position() >= backing.head()));
    }

    private static List<ProjectionStatus> statuses(ConfigurableApplicationContext projector) {
        return projector.getBean(Projections.class).statuses();
    }

    private static List<SubscriptionState> states(ConfigurableApplicationContext projector) {
        return statuses(projector).stream().map(ProjectionStatus::state).toList();
    }

    private static Map<String, OrderDocument> documents(ConfigurableApplicationContext projector) {
        return projector.getBean(MongoTemplate.class).findAll(OrderDocument.class, ORDERS).stream()
                .collect(Collectors.toMap(OrderDocument::id, order -> order));
    }

    private Map<String, OrderDocument> freshFold() {
        OrderProjection projection = new OrderProjection();
        Map<String, OrderDocument> orders = new HashMap<>();
        for (StoredEvent event : backing.written()) {
            orders.compute(event.orderId(), (id, order) -> projection.fold(id, order, event));
        }
        return orders;
    }

    private void assertEachEventIsRelayedOnce() {
        Map<String, List<String>> expected = backing.written().stream()
                .collect(Collectors.groupingBy(
                        StoredEvent::orderId,
                        Collectors.mapping(event -> event.orderId() + "/" + event.revision(), Collectors.toList())));
        Map<String, List<CloudEvent>> relayed = relayed();
        Map<String, List<String>> ids = new HashMap<>();
        relayed.forEach((orderId, events) -> {
            ids.put(orderId, events.stream().map(CloudEvent::getId).toList());
            assertThat(events)
                    .extracting(event -> event.getExtension("sequence"))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size())
                            .<Object>mapToObj(Long::toString)
                            .toList());
        });
        assertThat(ids).isEqualTo(expected);
    }

    /** What a consumer of committed records reads of the topic from its beginning, by order. */
    private Map<String, List<CloudEvent>> relayed() {
        return on("orders.events.v1");
    }

    private Map<String, List<CloudEvent>> on(String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                backing.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                "false");
        Map<String, List<CloudEvent>> byOrder = new HashMap<>();
        try (KafkaConsumer<String, CloudEvent> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new CloudEventDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, CloudEvent> record : consumer.poll(Duration.ofMillis(100))) {
                    byOrder.computeIfAbsent(record.key(), none -> new ArrayList<>())
                            .add(record.value());
                }
            }
        }
        return byOrder;
    }
}
