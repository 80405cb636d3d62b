package io.orderstream.projector.subscription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Makes batches of what comes one by one. A batch that is not full is over when its time is, but not while events come as
 * fast as only history does: what many small batches would write again and again, a full one writes once. For one thread.
 *
 * @param <T> what comes
 */
final class Batches<T> {

    /** So many from one look to the next are no live traffic. */
    static final int HISTORY = 10;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

    private final BlockingQueue<T> arriving;
    private final int most;
    private final long nanos;
    private final Pause pause;

    Batches(BlockingQueue<T> arriving, int most, Duration time, Pause pause) {
        this.arriving = arriving;
        this.most = most;
        this.nanos = time.toNanos();
        this.pause = pause;
    }

    /** A wait between two looks, which says whether there is to be no further one. */
    @FunctionalInterface
    interface Pause {
        boolean isLast(Duration length) throws InterruptedException;
    }

    /** The next batch; empty if nothing came for so long. */
    List<T> next(Duration patience) throws InterruptedException {
        List<T> batch = new ArrayList<>();
        T first = arriving.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return batch;
        }
        batch.add(first);
        long began = System.nanoTime();
        int came;
        do {
            came = arriving.drainTo(batch, most - batch.size());
        } while (batch.size() < most
                && (came >= HISTORY || System.nanoTime() - began < nanos)
                && !pause.isLast(BETWEEN_LOOKS));
        return batch;
    }
}
