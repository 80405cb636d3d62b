package io.orderstream.cli.topic;

import io.orderstream.events.domain.DomainEventTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The topic of domain events: all of its partitions, committed records only, without a consumer group. */
public final class EventsTopic {

    private EventsTopic() {}

    /**
     * A consumer that stands at the beginning of each partition. Whoever opens it closes it.
     *
     * @param patience how long to wait for the topic to exist
     * @throws KafkaException if Kafka does not answer, or there is no such topic
     */
    public static KafkaConsumer<String, byte[]> open(String bootstrapServers, Duration patience) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings(bootstrapServers));
        try {
            consumer.assign(partitions(consumer, bootstrapServers, patience));
            consumer.seekToBeginning(consumer.assignment());
            return consumer;
        } catch (KafkaException failed) {
            consumer.close();
            throw failed;
        }
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<?, ?> consumer, String bootstrapServers, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        do {
            var known = consumer.partitionsFor(DomainEventTypes.EVENTS_TOPIC);
            if (known != null && !known.isEmpty()) {
                return known.stream()
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
            }
        } while (Instant.now().isBefore(deadline));
        throw new KafkaException("There is no topic " + DomainEventTypes.EVENTS_TOPIC + " at " + bootstrapServers);
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "orderstream-cli",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                15_000,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
    }
}
