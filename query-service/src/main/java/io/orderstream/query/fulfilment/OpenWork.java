package io.orderstream.query.fulfilment;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the open work is told apart by. */
final class OpenWork {

    private OpenWork() {}

    /** What units are waiting for. */
    enum Status {
        TO_CONFIRM,
        ON_HOLD,
        TO_ALLOCATE,
        TO_SHIP,
        IN_TRANSIT,
        TO_RECEIVE
    }

    /**
     * How long ago orders were placed.
     *
     * @param days from how many days
     * @param below to below how many days; null for any
     */
    record Age(int days, @Nullable Integer below) {

        static final List<Age> ALL =
                List.of(new Age(0, 1), new Age(1, 2), new Age(2, 7), new Age(7, 30), new Age(30, null));

        Duration atLeast() {
            return Duration.ofDays(days);
        }
    }

    /** How many orders have units in a status, and how many these are. */
    record Amount(long orders, long units) {}
}
