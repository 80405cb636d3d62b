package io.orderstream.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class LivePropertiesTests {

    @Test
    void no_more_clients_are_let_in_than_allowed() {
        assertThat(allowing(3).connections()).isEqualTo(3);
    }

    @Test
    void clients_that_are_let_in_take_no_more_than_half_of_the_heap() {
        var heap = Runtime.getRuntime().maxMemory();

        assertThat(allowing(Integer.MAX_VALUE).connections()).isPositive().isLessThanOrEqualTo((int)
                (heap / 2 / DataSize.ofKilobytes(200).toBytes()));
    }

    private static LiveProperties allowing(int maxConnections) {
        return new LiveProperties(
                Duration.ofMillis(100),
                Duration.ofSeconds(15),
                Duration.ofSeconds(2),
                maxConnections,
                1_000,
                1_000,
                DataSize.ofKilobytes(128));
    }
}
