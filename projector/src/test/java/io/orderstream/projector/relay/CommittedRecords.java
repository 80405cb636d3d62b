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

/** All that a consumer of committed records sees of the topic of domain events, in the order in which it does. */
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
            consumer.assign(partitions(consumer));
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

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        List<PartitionInfo> known = consumer.listTopics().getOrDefault(DomainEventTypes.EVENTS_TOPIC, List.of());
        return known.stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    /** Whether nothing is there that was not read. */
    boolean isAtEnd() {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    Map<String, List<String>> idsByOrder() {
        return byOrder("ce_id");
    }

    void assertNumberedWithoutGaps() {
        assertThat(byOrder("ce_sequence").values())
                .allSatisfy(numbers -> assertThat(numbers)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, numbers.size())
                                .mapToObj(Integer::toString)
                                .toList()));
    }

    private Map<String, List<String>> byOrder(String header) {
        Map<String, List<String>> byOrder = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : seen) {
            byOrder.computeIfAbsent(record.key(), none -> new ArrayList<>())
                    .add(new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8));
        }
        return byOrder;
    }

    /** How many more records are on the topic than were committed. */
    long uncommitted() {
        long all = 0;
        try (KafkaConsumer<String, byte[]> every = consumer("read_uncommitted")) {
            every.assign(partitions(every));
            Map<TopicPartition, Long> ends = every.endOffsets(every.assignment());
            every.seekToBeginning(every.assignment());
            while (ends.entrySet().stream().anyMatch(end -> every.position(end.getKey()) < end.getValue())) {
                all += every.poll(Duration.ofMillis(100)).count();
            }
        }
        return all - seen.size();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
