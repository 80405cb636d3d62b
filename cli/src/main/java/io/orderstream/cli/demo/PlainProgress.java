package io.orderstream.cli.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A line at each tenth of the way, and one every few seconds where a tenth takes long. */
final class PlainProgress implements Progress {

    private static final long LONG = Duration.ofSeconds(10).toNanos();

    private final PrintWriter out;
    private final String task;
    private final long total;
    private final long begun = System.nanoTime();
    private long done;
    private long saidAt = begun;
    private long saidTenth;

    PlainProgress(PrintWriter out, String task, long total) {
        this.out = out;
        this.task = task;
        this.total = total;
    }

    @Override
    public synchronized void add(long more) {
        done += more;
        var tenth = total == 0 ? 10 : 10 * done / total;
        if (tenth > saidTenth || System.nanoTime() - saidAt > LONG) {
            saidTenth = tenth;
            say();
        }
    }

    @Override
    public synchronized void close() {
        if (saidTenth < 10) {
            say();
        }
    }

    private void say() {
        saidAt = System.nanoTime();
        var seconds = Math.max(1e-3, (saidAt - begun) / 1e9);
        out.printf(Locale.ROOT, "  %s: %,d of %,d, %,.0f/s%n", task, done, total, done / seconds);
        out.flush();
    }
}
