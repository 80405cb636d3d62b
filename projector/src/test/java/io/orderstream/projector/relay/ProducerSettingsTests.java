package io.orderstream.projector.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class ProducerSettingsTests {

    private static final RelayProperties PROPERTIES = new RelayProperties(
            "relay", 6, (short) 1, null, DataSize.ofMegabytes(8), Duration.ofSeconds(15), 100, false);

    @ParameterizedTest
    @CsvSource({
        "acks, 1, loses events",
        "acks, 0, loses events",
        "enable.idempotence, false, repeats events",
        "max.in.flight.requests.per.connection, 6, reorders events",
        "retries, 0, fails at the first hiccup",
        "partitioner.class, some.Partitioner, may spread an order",
        "partitioner.ignore.keys, true, may spread an order",
        "transactional.id, mine, belongs to the relay"
    })
    void a_weaker_setting_is_refused_by_name_and_with_why(String name, String value, String why) {
        assertThatThrownBy(() -> ProducerSettings.of(Map.of(name, value), PROPERTIES))
                .isInstanceOf(RelayException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource({"acks, all", "acks, -1", "enable.idempotence, true", "max.in.flight.requests.per.connection, 5"})
    void a_setting_as_strong_is_not(String name, String value) {
        assertThat(ProducerSettings.of(Map.of(name, value), PROPERTIES))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true);
    }

    @Test
    void what_makes_no_difference_is_kept() {
        assertThat(ProducerSettings.of(Map.of("compression.type", "zstd", "linger.ms", 3), PROPERTIES))
                .containsEntry("compression.type", "zstd")
                .containsEntry("linger.ms", 3);
    }
}
