package io.orderstream.projector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderstream.local.kafka.LocalKafka;
import io.orderstream.projector.engine.Projections;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** What docs/data-platform.md shows is what runs here; its shell commands run in the system tests. */
class DataPlatformGuideIntegrationTests {

    @Test
    void the_guide_shows_the_code_that_is_run_here() throws IOException {
        assertThat(GuideCode.shown("data-platform.md"))
                .hasSize(4)
                .containsExactlyInAnyOrderElementsOf(GuideCode.run("OrdersConsumer.java"));
    }

    @Test
    void the_code_takes_each_event_in_once_and_begins_with_the_states(@TempDir Path folder) throws IOException {
        try (Backing backing = new Backing(folder);
                ConfigurableApplicationContext projector = backing.projector()) {
            String half = backing.order(1);
            backing.order(3);
            awaitRelayed(projector, backing);
            try (OrdersConsumer fromEvents = new OrdersConsumer(backing.bootstrapServers());
                    OrdersConsumer fromStates = new OrdersConsumer(backing.bootstrapServers())) {
                fromStates.bootstrap();
                fromEvents.readFromTheBeginning();
                assertThat(fromStates.orders).hasSize(2).isEqualTo(fromEvents.orders);

                backing.append(half, 1);
                backing.append(half, 2);
                awaitRelayed(projector, backing);
                fromStates.readOn();
                fromEvents.readFromTheBeginning();

                assertThat(fromStates.orders).isEqualTo(fromEvents.orders);
                assertThat(fromStates.lastSequence).containsEntry(half, 3L).isEqualTo(fromEvents.lastSequence);
            }
        }
    }

    /** Kafka shows a transaction partition by partition: here the event of one is seen, and its state is not yet. */
    @Test
    void an_event_that_is_seen_before_its_state_is_not_missed(@TempDir Path folder) throws Exception {
        try (LocalKafka kafka = LocalKafka.start(folder, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                OrdersConsumer consumer = new OrdersConsumer(kafka.bootstrapServers())) {
            admin.createTopics(List.of(
                            new NewTopic("orders.events.v1", 2, (short) 1),
                            new NewTopic("orders.state.v1", 2, (short) 1)))
                    .all()
                    .get();
            send(kafka, event("placed.v1", 1), event("confirmed.v1", 2), state(1));

            consumer.bootstrap();
            consumer.readOn();
            send(kafka, event("completed.v1", 3));
            consumer.readOn();

            assertThat(consumer.lastSequence).isEqualTo(Map.of("o1", 3L));
        }
    }

    @Test
    void a_gap_is_told_and_an_unknown_type_and_a_repeat_are_passed_over() {
        try (OrdersConsumer consumer = new OrdersConsumer("localhost:1")) {
            consumer.take(read(event("placed.v1", 1)));
            JsonNode placed = consumer.orders.get("o1");
            consumer.take(read(event("placed.v2", 2)));
            consumer.take(read(event("confirmed.v1", 1)));

            assertThat(consumer.orders).isEqualTo(Map.of("o1", placed));
            assertThatThrownBy(() -> consumer.take(read(event("completed.v1", 4))))
                    .hasMessage("order o1: event 3 is missing");
            assertThat(consumer.lastSequence).isEqualTo(Map.of("o1", 2L));
        }
    }

    private static ProducerRecord<String, byte[]> event(String name, int sequence) {
        return record("orders.events.v1", name, sequence);
    }

    private static ProducerRecord<String, byte[]> state(int sequence) {
        return record("orders.state.v1", "state.v1", sequence);
    }

    private static ProducerRecord<String, byte[]> record(String topic, String name, int sequence) {
        byte[] data = "{\"order\":{\"after\":%d}}".formatted(sequence).getBytes(UTF_8);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, "o1", data);
        record.headers()
                .add("ce_type", ("io.orderstream.order." + name).getBytes(UTF_8))
                .add("ce_sequence", Integer.toString(sequence).getBytes(UTF_8));
        return record;
    }

    private static ConsumerRecord<String, byte[]> read(ProducerRecord<String, byte[]> record) {
        ConsumerRecord<String, byte[]> read = new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value());
        record.headers().forEach(read.headers()::add);
        return read;
    }

    @SafeVarargs
    private static void send(LocalKafka kafka, ProducerRecord<String, byte[]>... records) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (ProducerRecord<String, byte[]> record : records) {
                producer.send(record).get();
            }
        }
    }

    private static void awaitRelayed(ConfigurableApplicationContext projector, Backing backing) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> projector.getBean(Projections.class).statuses().stream()
                        .allMatch(status -> status.position() >= backing.head()));
    }
}
