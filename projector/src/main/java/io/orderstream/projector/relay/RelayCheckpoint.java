package io.orderstream.projector.relay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** How far the relay came, as a record in the same transaction as the domain events. */
final class RelayCheckpoint {

    private static final TopicPartition PARTITION = new TopicPartition(RelayTopics.CHECKPOINTS, 0);
    private static final String KEY = "orders.events.v1";
    private static final int FIRST_LOOK = 64;
    private static final Duration POLL = Duration.ofMillis(100);

    private RelayCheckpoint() {}

    static ProducerRecord<String, byte[]> record(long position) {
        byte[] value = Long.toString(position).getBytes(StandardCharsets.US_ASCII);
        return new ProducerRecord<>(RelayTopics.CHECKPOINTS, 0, KEY, value);
    }

    /**
     * The last committed checkpoint; -1 if there is none. It looks back from the end in growing steps, since the end
     * of the topic may be markers and aborted records only.
     *
     * @param consumer one that reads committed records only
     */
    static long last(Consumer<String, byte[]> consumer, Duration timeout) {
        consumer.assign(List.of(PARTITION));
        long begin = consumer.beginningOffsets(List.of(PARTITION), timeout).get(PARTITION);
        long end = consumer.endOffsets(List.of(PARTITION), timeout).get(PARTITION);
        for (long look = FIRST_LOOK; ; look *= 4) {
            long from = Math.max(begin, end - look);
            long position = lastBetween(from, end, consumer, timeout);
            if (position >= 0 || from == begin) {
                return position;
            }
        }
    }

    private static long lastBetween(long from, long end, Consumer<String, byte[]> consumer, Duration timeout) {
        consumer.seek(PARTITION, from);
        long position = -1;
        while (consumer.position(PARTITION, timeout) < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                position = Long.parseLong(new String(record.value(), StandardCharsets.US_ASCII));
            }
        }
        return position;
    }
}
