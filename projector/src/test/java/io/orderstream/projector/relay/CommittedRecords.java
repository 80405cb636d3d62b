package io.orderstream.projector.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.events.domain.DomainEventTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All that a consumer of committed records sees of the relay's topics, in the order in which it does. */
final class CommittedRecords implements AutoCloseable {

    private final String bootstrapServers;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();
    private volatile int count;

    CommittedRecords(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.consumer = consumer("read_committed");
    }

    private KafkaConsumer<String, byte[]> consumer(String isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        isolation,
                        "enable.auto.commit",
                        "false",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Reads what is there, and tells how much that is altogether. */
    int poll() {
        if (consumer.assignment().isEmpty()) {
            consumer.assign(partitions(consumer, DomainEventTypes.EVENTS_TOPIC));
        }
        if (!consumer.assignment().isEmpty()) {
            consumer.poll(Duration.ofMillis(20)).forEach(seen::add);
        }
        count = seen.size();
        return count;
    }

    /** How much was read so far; for any thread. */
    int count() {
        return count;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        List<PartitionInfo> known = consumer.listTopics().getOrDefault(topic, List.of());
        return known.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    /** Whether nothing is there that was not read. */
    boolean isAtEnd() {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** The ids of the events of each order. */
    Map<String, List<String>> idsByOrder() {
        return byOrder(seen, "ce_id");
    }

    void assertNumberedWithoutGaps() {
        assertThat(byOrder(seen, "ce_sequence").values())
                .allSatisfy(numbers -> assertThat(numbers)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, numbers.size())
                                .mapToObj(Integer::toString)
                                .toList()));
    }

    /** Each state is told once, none is of a batch that was not committed, and the last of an order is that of its last event. */
    void assertStatesFollowTheEvents() {
        List<ConsumerRecord<String, byte[]>> states = all(DomainEventTypes.STATE_TOPIC, "read_committed");
        assertThat(byOrder(states, "ce_sequence").values())
                .as("each state once and in order")
                .allSatisfy(numbers -> assertThat(numbers.stream().map(Integer::valueOf))
                        .doesNotHaveDuplicates()
                        .isSorted());
        assertThat(lastByOrder(states)).as("the last states").isEqualTo(lastByOrder(seen));
    }

    private static Map<String, String> lastByOrder(List<ConsumerRecord<String, byte[]>> records) {
        Map<String, String> last = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            JsonNode order = JsonMapper.shared().readTree(record.value()).path("order");
            last.put(record.key(), header(record, "ce_sequence") + " " + order);
        }
        return last;
    }

    private static Map<String, List<String>> byOrder(List<ConsumerRecord<String, byte[]>> records, String header) {
        Map<String, List<String>> byOrder = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            byOrder.computeIfAbsent(record.key(), none -> new ArrayList<>()).add(header(record, header));
        }
        return byOrder;
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** How many more events are on the topic than were committed. */
    long uncommitted() {
        return all(DomainEventTypes.EVENTS_TOPIC, "read_uncommitted").size() - seen.size();
    }

    private List<ConsumerRecord<String, byte[]>> all(String topic, String isolation) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> every = consumer(isolation)) {
            every.assign(partitions(every, topic));
            Map<TopicPartition, Long> ends = every.endOffsets(every.assignment());
            every.seekToBeginning(every.assignment());
            while (ends.entrySet().stream().anyMatch(end -> every.position(end.getKey()) < end.getValue())) {
                every.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
