package io.orderstream.projector.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is committed, up to where it ends when it is asked for. What does not get on for as long as one call may take
 * fails. For one thread.
 */
final class CommittedReads {

    private static final int FIRST_LOOK = 64;
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, byte[]> consumer;
    private final Duration timeout;

    /** Reads with a consumer of committed records, which belongs to whoever opened it. */
    CommittedReads(Consumer<String, byte[]> consumer, Duration timeout) {
        this.consumer = consumer;
        this.timeout = timeout;
    }

    /**
     * Whether a record was ever committed to a topic, also if it was deleted since.
     *
     * @throws RelayException if that does not get on
     */
    boolean everHeld(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic, timeout).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, timeout);
        if (begins.values().stream().anyMatch(begin -> begin > 0)) {
            return true;
        }
        consumer.seekToBeginning(partitions);
        return read(consumer.endOffsets(partitions, timeout), record -> true) != null;
    }

    /**
     * The last record of a partition; null if there is none. It looks back from the end in growing steps, since the end may
     * be markers and aborted records only.
     *
     * @throws RelayException if that does not get on
     */
    @Nullable
    ConsumerRecord<String, byte[]> last(TopicPartition partition) {
        consumer.assign(List.of(partition));
        long begin = consumer.beginningOffsets(List.of(partition), timeout).get(partition);
        long end = consumer.endOffsets(List.of(partition), timeout).get(partition);
        for (long look = FIRST_LOOK; ; look *= 4) {
            long from = Math.max(begin, end - look);
            consumer.seek(partition, from);
            ConsumerRecord<String, byte[]> found = read(Map.of(partition, end), record -> false);
            if (found != null || from == begin) {
                return found;
            }
        }
    }

    /** Reads until a record is enough, or the ends are reached, and tells the last one that was read. */
    private @Nullable ConsumerRecord<String, byte[]> read(
            Map<TopicPartition, Long> ends, Predicate<ConsumerRecord<String, byte[]>> isEnough) {
        ConsumerRecord<String, byte[]> last = null;
        long position = -1;
        long moved = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> at(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                last = record;
                if (isEnough.test(record)) {
                    return last;
                }
            }
            long now = ends.keySet().stream().mapToLong(this::at).sum();
            if (now > position) {
                position = now;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > timeout.toNanos()) {
                throw new RelayException("%s cannot be read to the end: nothing came for %s".formatted(ends, timeout));
            }
        }
        return last;
    }

    private long at(TopicPartition partition) {
        return consumer.position(partition, timeout);
    }
}
