package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChanceTests {

    @Test
    void it_falls_alike_in_every_run() {
        assertThat(LongStream.rangeClosed(1, 8).mapToObj(key -> new Chance(key).of(10, "hold")))
                .containsExactly(1, 1, 4, 8, 1, 7, 2, 1);
    }

    @Test
    void it_falls_as_often_as_it_says() {
        assertThat(LongStream.range(0, 10_000)
                        .filter(key -> new Chance(key).oneIn(10, "hold"))
                        .count())
                .isBetween(900L, 1_100L);
    }
}
