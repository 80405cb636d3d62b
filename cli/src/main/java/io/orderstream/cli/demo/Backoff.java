package io.orderstream.cli.demo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a request is tried again.
 *
 * @param first the longest pause after the first attempt; it doubles with each further one
 * @param longest no pause of ours is longer; one that the server asks for may be
 * @param patience how long a request is tried altogether
 */
record Backoff(Duration first, Duration longest, Duration patience) {

    static Backoff within(Duration patience) {
        return new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), patience);
    }

    /**
     * The pause after an attempt.
     *
     * @param attempt from 1
     * @param asked what the server asked for, if it did
     * @param jitter from 0 to 1, so that many clients do not come back at once
     */
    Duration pause(int attempt, @Nullable Duration asked, double jitter) {
        var doubled = first.multipliedBy(1L << Math.min(attempt - 1, 20));
        var bound = doubled.compareTo(longest) < 0 ? doubled : longest;
        var spread = Duration.ofNanos((long) (bound.toNanos() * (0.5 + jitter / 2)));
        return asked == null || asked.compareTo(spread) < 0 ? spread : asked.plus(spread.dividedBy(4));
    }
}
