package io.orderstream.cli.demo;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets no more pass in a second than it may, evenly spread. Thread-safe. */
final class Pace {

    private final long nanosBetween;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    private Pace(long nanosBetween) {
        this.nanosBetween = nanosBetween;
    }

    /** At most so many in a second; what was not used is lost. */
    static Pace perSecond(int most) {
        return new Pace(TimeUnit.SECONDS.toNanos(1) / most);
    }

    static Pace unbounded() {
        return new Pace(0);
    }

    /** Waits until the next may pass. */
    void await() throws InterruptedException {
        if (nanosBetween == 0) {
            return;
        }
        var now = System.nanoTime();
        var turn = next.getAndUpdate(planned -> Math.max(planned, now) + nanosBetween);
        if (turn - now > 0) {
            TimeUnit.NANOSECONDS.sleep(turn - now);
        }
    }
}
