package io.orderstream.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.orderstream.events.domain.Cancelled;
import io.orderstream.events.domain.DomainEventCodec;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.projector.engine.ProjectionStatus;
import io.orderstream.projector.engine.Projections;
import io.orderstream.projector.subscription.SubscriptionState;
import io.orderstream.readmodel.Checkpoint;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderProjection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;

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

    @Test
    void events_become_documents_that_equal_a_fresh_fold() {
        backing.order(1);
        backing.order(2);
        backing.order(3);

        try (ConfigurableApplicationContext projector = backing.projector()) {
            awaitDone(projector);

            assertThat(documents(projector)).isEqualTo(freshFold());
        }
    }

    @Test
    void events_become_domain_events_in_order_and_numbered_without_gaps() {
        String orderId = backing.order(3);

        try (ConfigurableApplicationContext projector = backing.projector()) {
            awaitDone(projector);
        }

        List<CloudEvent> events = relayed().get(orderId);
        assertThat(events)
                .extracting(CloudEvent::getType)
                .containsExactly(
                        "io.orderstream.order.placed.v1",
                        "io.orderstream.order.confirmed.v1",
                        "io.orderstream.order.cancelled.v1");
        assertThat(events).extracting(event -> event.getExtension("sequence")).containsExactly("1", "2", "3");
    }

    @Test
    void a_domain_event_tells_the_state_after_it_and_what_changed() {
        String orderId = backing.order(3);

        try (ConfigurableApplicationContext projector = backing.projector()) {
            awaitDone(projector);
        }

        CloudEvent last = relayed().get(orderId).getLast();
        assertThat(last.getSubject()).isEqualTo(orderId);
        assertThat(last.getExtension("streamrevision")).isEqualTo("2");
        assertThat(last.getExtension("traceparent"))
                .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        Cancelled cancelled = new DomainEventCodec().decode(last.getData().toBytes(), Cancelled.class);
        assertThat(cancelled.order().lifecycle()).isEqualTo("CANCELLED");
        assertThat(cancelled.order().totals().grand().amount()).isEqualTo("0.00");
        assertThat(cancelled.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.tax().amount()).isEqualTo("3.80"));
    }

    @Test
    void personal_data_stays_inside() {
        backing.order(3);

        try (ConfigurableApplicationContext projector = backing.projector()) {
            awaitDone(projector);
        }

        assertThat(relayed().values().stream().flatMap(List::stream))
                .extracting(event -> new String(event.getData().toBytes(), StandardCharsets.UTF_8))
                .allSatisfy(data -> assertThat(data).doesNotContain("Ada", "ada@", "+49", "Main St", "mistake"));
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
    void the_log_may_go_away_and_come_back() throws IOException {
        backing.order(1);
        try (ConfigurableApplicationContext projector = backing.projector()) {
            awaitDone(projector);

            backing.takeEventStoreAway();
            await().atMost(PATIENCE).until(() -> states(projector).contains(SubscriptionState.RETRYING));
            backing.bringEventStoreBack();
            backing.order(2);
            awaitDone(projector);

            assertThat(documents(projector)).isEqualTo(freshFold());
        }
        assertEachEventIsRelayedOnce();
    }

    @Test
    void a_silent_subscription_is_made_anew() {
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

    @Test
    void a_rebuild_sends_nothing_to_kafka() {
        backing.order(3);
        try (ConfigurableApplicationContext projector =
                backing.projector("--orderstream.projections.keep-replaced=0s")) {
            awaitDone(projector);
            Projections projections = projector.getBean(Projections.class);

            projections.rebuild("orders", null);
            await().atMost(PATIENCE).until(() -> orders(projector).previous() != null);
            projections.back("orders");
            projections.release("orders");
            awaitDone(projector);

            assertThat(orders(projector).live().collection()).isEqualTo(ORDERS);
        }
        assertEachEventIsRelayedOnce();
    }

    private static ProjectionStatus orders(ConfigurableApplicationContext projector) {
        return statuses(projector).stream()
                .filter(status -> status.name().equals("orders"))
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
            List<TopicPartition> partitions = consumer.partitionsFor("orders.events.v1").stream()
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
