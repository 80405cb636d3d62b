package io.orderstream.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.cli.topic.EventsTopic;
import io.orderstream.events.domain.DomainEventTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads the topic of domain events from its beginning, committed events only, without a consumer group. */
final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final Duration patience;

    /**
     * Prepares to read.
     *
     * @param patience how long to wait for the next event while some are missing
     */
    TopicReader(String bootstrapServers, Duration patience) {
        this.bootstrapServers = bootstrapServers;
        this.patience = patience;
    }

    /**
     * Tells all events until none is missing and the end of the topic is reached, so that repeats are found too; or until
     * no more come.
     *
     * @throws KafkaException if Kafka does not answer
     */
    void read(TopicComparison comparison, Progress progress) {
        try (var consumer = EventsTopic.open(bootstrapServers, patience)) {
            var quietSince = Instant.now();
            while (!comparison.isComplete() && !isOver(quietSince)) {
                if (poll(consumer, comparison, progress)) {
                    quietSince = Instant.now();
                }
            }
            var ends = consumer.endOffsets(consumer.assignment());
            while (!isAt(ends, consumer) && !isOver(quietSince)) {
                if (poll(consumer, comparison, progress)) {
                    quietSince = Instant.now();
                }
            }
        }
    }

    private boolean poll(KafkaConsumer<String, byte[]> consumer, TopicComparison comparison, Progress progress) {
        var before = comparison.events();
        var records = consumer.poll(POLL);
        records.forEach(told -> comparison.tell(
                UUID.fromString(told.key()),
                header(told, "ce_type"),
                sequence(header(told, "ce_" + DomainEventTypes.SEQUENCE)),
                () -> standing(told.value())));
        progress.add(comparison.events() - before);
        return !records.isEmpty();
    }

    private boolean isOver(Instant since) {
        return Instant.now().isAfter(since.plus(patience));
    }

    private static boolean isAt(Map<TopicPartition, Long> ends, KafkaConsumer<?, ?> consumer) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static String header(ConsumerRecord<?, ?> told, String name) {
        var header = told.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private static Standing standing(byte[] event) {
        var order = Json.read(event).get("order");
        return Json.standing(order.get("lifecycle"), order.get("totals"));
    }

    /** A number that is none is in no order. */
    private static long sequence(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }
}
