package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTests {

    private final Backoff backoff = Backoff.within(Duration.ofMinutes(1));

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 200", "3, 400", "6, 3200", "7, 5000", "1000, 5000"})
    void pauses_double_up_to_the_longest(int attempt, long millis) {
        assertThat(backoff.pause(attempt, null, 1)).hasMillis(millis);
    }

    @Test
    void jitter_takes_up_to_half() {
        assertThat(backoff.pause(1, null, 0)).hasMillis(50);
    }

    @Test
    void the_server_is_not_asked_again_before_it_said() {
        assertThat(backoff.pause(1, Duration.ofSeconds(7), 0)).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
    }
}
