package io.orderstream.projector.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Keeps a rebuild from going faster than allowed, and lets it wait while what is live needs the room. */
final class Throttle {

    /** For what is not held back. */
    static final Throttle NONE = new Throttle(Integer.MAX_VALUE, () -> false, () -> false);

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /** However far the live ones are behind, a rebuild goes on a little, so that it ends some day. */
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(5);

    private final BooleanSupplier rebuilding;
    private final BooleanSupplier liveIsBehind;
    private final double nanosPerEvent;

    /**
     * A throttle.
     *
     * @param rebuilding whether it applies, which it no longer does when a rebuild has gone live
     */
    Throttle(int eventsPerSecond, BooleanSupplier rebuilding, BooleanSupplier liveIsBehind) {
        this.rebuilding = rebuilding;
        this.liveIsBehind = liveIsBehind;
        this.nanosPerEvent = (double) TimeUnit.SECONDS.toNanos(1) / eventsPerSecond;
    }

    /** Waits until there is room for more. */
    void await() {
        long began = System.nanoTime();
        while (rebuilding.getAsBoolean() && liveIsBehind.getAsBoolean() && System.nanoTime() - began < LONGEST_WAIT) {
            LockSupport.parkNanos(PAUSE);
        }
    }

    /** Waits for what is left of the time that so many events may take. */
    void spread(long events, long beganNanos) {
        long left = beganNanos + (long) (events * nanosPerEvent) - System.nanoTime();
        if (left > 0 && rebuilding.getAsBoolean()) {
            LockSupport.parkNanos(left);
        }
    }
}
