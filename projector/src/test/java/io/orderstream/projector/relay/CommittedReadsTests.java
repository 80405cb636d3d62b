package io.orderstream.projector.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CommittedReadsTests {

    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final CommittedReads reads = new CommittedReads(consumer, Duration.ofMillis(50));

    CommittedReadsTests() {
        consumer.updatePartitions(
                "topic", List.of(new PartitionInfo("topic", 0, Node.noNode(), new Node[0], new Node[0])));
    }

    @Test
    void the_last_record_is_found() {
        holds(0, 2);
        consumer.schedulePollTask(() -> {
            consumer.addRecord(new ConsumerRecord<>("topic", 0, 0, "k", new byte[0]));
            consumer.addRecord(new ConsumerRecord<>("topic", 0, 1, "last", new byte[0]));
        });

        assertThat(reads.last(PARTITION)).extracting(ConsumerRecord::key).isEqualTo("last");
    }

    @Test
    void an_empty_topic_never_held_anything() {
        holds(0, 0);

        assertThat(reads.everHeld("topic")).isFalse();
        assertThat(reads.last(PARTITION)).isNull();
    }

    @Test
    void a_topic_whose_records_were_deleted_held_some() {
        holds(7, 7);

        assertThat(reads.everHeld("topic")).isTrue();
    }

    @Test
    void what_does_not_get_on_fails() {
        holds(0, 1);

        assertThatThrownBy(() -> reads.last(PARTITION))
                .isInstanceOf(RelayException.class)
                .hasMessageContaining("nothing came");
        assertThatThrownBy(() -> reads.everHeld("topic")).isInstanceOf(RelayException.class);
    }

    private void holds(long begin, long end) {
        consumer.updateBeginningOffsets(Map.of(PARTITION, begin));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
    }
}
