package io.orderstream.benchmarks.projection;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits, but not for ever. */
final class Patience {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 5;

    private Patience() {}

    /** @throws TimeoutException if it does not come true within minutes */
    static void until(Callable<Boolean> condition) throws Exception {
        long began = System.nanoTime();
        while (!condition.call()) {
            within(began);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** @throws TimeoutException if this began longer ago */
    static void within(long began) throws TimeoutException {
        if (System.nanoTime() - began > LIMIT.toNanos()) {
            throw new TimeoutException("waited for " + LIMIT);
        }
    }
}
