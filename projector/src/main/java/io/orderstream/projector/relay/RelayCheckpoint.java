package io.orderstream.projector.relay;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * How far the relay came, as a record in the same transaction as the domain events.
 *
 * @param position the log position up to which everything is relayed; -1 if nothing is
 * @param events how many events of orders there are up to it
 * @param partitions how many the topics had then
 */
record RelayCheckpoint(long position, long events, Partitions partitions) {

    /** Where they stand. */
    static final TopicPartition PARTITION = new TopicPartition(RelayTopics.CHECKPOINTS, 0);

    /** That before the first. */
    static final RelayCheckpoint NONE = new RelayCheckpoint(-1, 0, Partitions.UNKNOWN);

    private static final String KEY = "orders.events.v1";
    private static final String EVENTS = "events";
    private static final String PARTITIONS = "partitions";
    private static final String STATE_PARTITIONS = "statePartitions";

    ProducerRecord<String, byte[]> record() {
        var record = new ProducerRecord<>(RelayTopics.CHECKPOINTS, 0, KEY, bytes(position));
        record.headers().add(EVENTS, bytes(events));
        record.headers().add(PARTITIONS, bytes(partitions.events()));
        record.headers().add(STATE_PARTITIONS, bytes(partitions.states()));
        return record;
    }

    private static byte[] bytes(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }

    /** The one that a record holds; {@link #NONE} if there is no record. */
    static RelayCheckpoint of(@Nullable ConsumerRecord<String, byte[]> record) {
        return record == null
                ? NONE
                : new RelayCheckpoint(
                        number(record.value()),
                        header(record, EVENTS, 0),
                        new Partitions(
                                (int) header(record, PARTITIONS, -1), (int) header(record, STATE_PARTITIONS, -1)));
    }

    private static long header(ConsumerRecord<String, byte[]> record, String name, long otherwise) {
        Header header = record.headers().lastHeader(name);
        return header == null ? otherwise : number(header.value());
    }

    private static long number(byte[] text) {
        return Long.parseLong(new String(text, StandardCharsets.US_ASCII));
    }
}
