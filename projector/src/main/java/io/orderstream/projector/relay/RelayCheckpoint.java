package io.orderstream.projector.relay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * How far the relay came, as a record in the same transaction as the domain events.
 *
 * @param position the log position up to which everything is relayed; -1 if nothing is
 * @param partitions how many partitions the topic of domain events had then; -1 if that is not known
 */
record RelayCheckpoint(long position, int partitions) {

    private static final RelayCheckpoint NONE = new RelayCheckpoint(-1, -1);
    private static final TopicPartition PARTITION = new TopicPartition(RelayTopics.CHECKPOINTS, 0);
    private static final String KEY = "orders.events.v1";
    private static final String PARTITIONS = "partitions";
    private static final int FIRST_LOOK = 64;
    private static final Duration POLL = Duration.ofMillis(100);

    ProducerRecord<String, byte[]> record() {
        var record = new ProducerRecord<>(RelayTopics.CHECKPOINTS, 0, KEY, bytes(position));
        record.headers().add(PARTITIONS, bytes(partitions));
        return record;
    }

    private static byte[] bytes(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    private static RelayCheckpoint of(ConsumerRecord<String, byte[]> record) {
        Header partitions = record.headers().lastHeader(PARTITIONS);
        return new RelayCheckpoint(
                number(record.value()), partitions == null ? -1 : Math.toIntExact(number(partitions.value())));
    }

    private static long number(byte[] text) {
        return Long.parseLong(new String(text, StandardCharsets.US_ASCII));
    }

    /**
     * The last committed checkpoint. It looks back from the end in growing steps, since the end of the topic may be
     * markers and aborted records only.
     *
     * @param consumer one that reads committed records only
     */
    static RelayCheckpoint last(Consumer<String, byte[]> consumer, Duration timeout) {
        consumer.assign(List.of(PARTITION));
        long begin = consumer.beginningOffsets(List.of(PARTITION), timeout).get(PARTITION);
        long end = consumer.endOffsets(List.of(PARTITION), timeout).get(PARTITION);
        for (long look = FIRST_LOOK; ; look *= 4) {
            long from = Math.max(begin, end - look);
            RelayCheckpoint found = lastBetween(from, end, consumer, timeout);
            if (found != null) {
                return found;
            }
            if (from == begin) {
                return NONE;
            }
        }
    }

    private static @Nullable RelayCheckpoint lastBetween(
            long from, long end, Consumer<String, byte[]> consumer, Duration timeout) {
        consumer.seek(PARTITION, from);
        RelayCheckpoint found = null;
        while (consumer.position(PARTITION, timeout) < end) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                found = of(record);
            }
        }
        return found;
    }
}
