package io.orderstream.projector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A consumer as docs/data-platform.md shows it, with maps for the tables of a data platform. */
final class OrdersConsumer implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    final Map<String, Long> lastSequence = new HashMap<>();
    final Map<String, JsonNode> orders = new HashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;

    OrdersConsumer(String bootstrapServers) {
        // tag::read-committed[]
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "auto.offset.reset", "earliest");
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        // end::read-committed[]
        this.consumer = consumer;
    }

    // tag::dedupe[]
    /** Takes an event in once, however often it is read. {@code lastSequence} is stored in the same transaction as {@code orders}. */
    void take(ConsumerRecord<String, byte[]> event) {
        long sequence = Long.parseLong(header(event, "ce_sequence"));
        long last = lastSequence.getOrDefault(event.key(), 0L);
        if (sequence <= last) {
            return;
        }
        if (sequence != last + 1) {
            throw new IllegalStateException("order %s: event %d is missing".formatted(event.key(), last + 1));
        }
        apply(event);
        lastSequence.put(event.key(), sequence);
    }
    // end::dedupe[]

    // tag::evolution[]
    /** Passes over types that it does not know, and over fields that it does not know. */
    void apply(ConsumerRecord<String, byte[]> event) {
        if (!header(event, "ce_type").endsWith(".v1")) {
            return;
        }
        JsonNode data = JsonMapper.shared().readTree(event.value());
        orders.put(event.key(), data.path("order"));
    }
    // end::evolution[]

    // tag::bootstrap[]
    /** Begins with the state of each order, and goes on with the events that are not in it yet. */
    void bootstrap() {
        List<TopicPartition> events = partitions("orders.events.v1");
        long before = Instant.now().minus(Duration.ofMinutes(5)).toEpochMilli();
        Map<TopicPartition, Long> goOnAt = new HashMap<>(consumer.endOffsets(events));
        consumer.offsetsForTimes(events.stream().collect(toMap(partition -> partition, partition -> before)))
                .forEach((partition, first) -> {
                    if (first != null) {
                        goOnAt.merge(partition, first.offset(), Math::min);
                    }
                });

        List<TopicPartition> states = partitions("orders.state.v1");
        consumer.assign(states);
        consumer.seekToBeginning(states);
        Map<TopicPartition, Long> end = consumer.endOffsets(states);
        while (states.stream().anyMatch(partition -> consumer.position(partition) < end.get(partition))) {
            for (ConsumerRecord<String, byte[]> state : consumer.poll(POLL)) {
                orders.put(
                        state.key(), JsonMapper.shared().readTree(state.value()).path("order"));
                lastSequence.put(state.key(), Long.parseLong(header(state, "ce_sequence")));
            }
        }

        consumer.assign(events);
        goOnAt.forEach(consumer::seek);
    }
    // end::bootstrap[]

    /** Reads all events there are from the beginning of the topic. */
    void readFromTheBeginning() {
        List<TopicPartition> events = partitions("orders.events.v1");
        consumer.assign(events);
        consumer.seekToBeginning(events);
        readOn();
    }

    /** Reads all events there are from where it stands. */
    void readOn() {
        Map<TopicPartition, Long> end = consumer.endOffsets(consumer.assignment());
        while (end.entrySet().stream().anyMatch(last -> consumer.position(last.getKey()) < last.getValue())) {
            consumer.poll(POLL).forEach(this::take);
        }
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
