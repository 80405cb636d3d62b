package io.orderstream.local.launcher;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Says when the disk is nearly full while the stack runs: once, and again after there was room in between. */
final class DiskWatch {

    private static final long LOW_MEGABYTES = 100;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final Home home;
    private final Progress progress;
    private Instant next = Instant.now();
    private boolean low;

    DiskWatch(Home home, Progress progress) {
        this.home = home;
        this.progress = progress;
    }

    void look() throws IOException {
        if (Instant.now().isBefore(next)) {
            return;
        }
        next = Instant.now().plus(LOOK_EVERY);
        long free = home.freeMegabytes();
        if (free < LOW_MEGABYTES && !low) {
            progress.say("Only %d MB are free where %s is. Writes will fail when the disk is full."
                    .formatted(free, home.directory()));
        }
        low = free < LOW_MEGABYTES;
    }
}
