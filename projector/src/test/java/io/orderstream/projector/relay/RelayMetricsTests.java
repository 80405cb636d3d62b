package io.orderstream.projector.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;

class RelayMetricsTests {

    private final MockClock clock = new MockClock();
    private final RelayMetrics metrics = new RelayMetrics(new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock), "live");

    @Test
    void the_rate_is_that_of_the_last_full_ten_seconds() {
        metrics.committed(20, 1);
        metrics.committed(30, 1);
        assertThat(metrics.figures().eventsPerSecond()).isZero();

        clock.add(Duration.ofSeconds(10));
        assertThat(metrics.figures().eventsPerSecond()).isEqualTo(5);

        clock.add(Duration.ofSeconds(10));
        assertThat(metrics.figures().eventsPerSecond()).isZero();
        assertThat(metrics.figures().events()).isEqualTo(50);
    }

    @Test
    void being_fenced_is_counted_also_where_it_is_the_reason_only() {
        metrics.failed(new ProducerFencedException("by another"), 1);
        metrics.failed(new KafkaException("in an error state", new InvalidProducerEpochException("old")), 1);
        metrics.failed(new KafkaException("away"), 1);

        assertThat(metrics.figures().fenced()).isEqualTo(2);
        assertThat(metrics.figures().failedTransactions()).isEqualTo(3);
    }
}
