package io.orderstream.benchmarks.eventstore;

import io.orderstream.benchmarks.measure.Measured;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;

/** Keeps so many operations in flight for so long. */
final class Load {
    private static final long HIGHEST = Duration.ofSeconds(30).toNanos();

    private final int inFlight;
    private final Duration duration;

    Load(int inFlight, Duration duration) {
        this.inFlight = inFlight;
        this.duration = duration;
    }

    /** @param operation starts one operation and runs what it is given when that is done */
    Measured run(Consumer<Runnable> operation) throws InterruptedException {
        var free = new Semaphore(inFlight);
        var done = new AtomicLong();
        var latency = new ConcurrentHistogram(HIGHEST, 3);
        long began = System.nanoTime();
        long end = began + duration.toNanos();
        while (System.nanoTime() < end) {
            free.acquire();
            long from = System.nanoTime();
            operation.accept(() -> {
                latency.recordValue(Math.min(HIGHEST, System.nanoTime() - from));
                done.incrementAndGet();
                free.release();
            });
        }
        long counted = done.get();
        long elapsed = System.nanoTime() - began;
        free.acquire(inFlight);
        return Measured.of(counted * 1e9 / elapsed, latency);
    }
}
