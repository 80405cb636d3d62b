package io.orderstream.projector.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Keeps a shard of a rebuild from going faster than allowed, and lets it wait while what is live needs the room. Once closed
 * it holds nothing back any more.
 */
final class Throttle {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /** However far the live ones are behind, a rebuild goes on a little, so that it ends some day. */
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(5);

    private final BooleanSupplier rebuilding;
    private final BooleanSupplier liveIsBehind;
    private final double nanosPerEvent;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * A throttle.
     *
     * @param rebuilding whether it applies, which it no longer does when a rebuild has gone live
     */
    Throttle(double eventsPerSecond, BooleanSupplier rebuilding, BooleanSupplier liveIsBehind) {
        this.rebuilding = rebuilding;
        this.liveIsBehind = liveIsBehind;
        this.nanosPerEvent = TimeUnit.SECONDS.toNanos(1) / eventsPerSecond;
    }

    /** For what is not held back. */
    static Throttle none() {
        return new Throttle(Integer.MAX_VALUE, () -> false, () -> false);
    }

    /** Waits until there is room for more. */
    void await() {
        long began = System.nanoTime();
        while (rebuilding.getAsBoolean() && liveIsBehind.getAsBoolean() && System.nanoTime() - began < LONGEST_WAIT) {
            if (isClosedWithin(PAUSE)) {
                return;
            }
        }
    }

    /** Waits for what is left of the time that so many events may take. */
    void spread(long events, long beganNanos) {
        long end = beganNanos + nanosFor(events);
        long left = end - System.nanoTime();
        while (left > 0 && rebuilding.getAsBoolean() && !isClosedWithin(Math.min(left, PAUSE))) {
            left = end - System.nanoTime();
        }
    }

    /** The least time that so many events may take. */
    long nanosFor(long events) {
        return (long) (events * nanosPerEvent);
    }

    private boolean isClosedWithin(long nanos) {
        try {
            return closed.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends waits under way, and lets nothing wait any more. */
    void close() {
        closed.countDown();
    }
}
