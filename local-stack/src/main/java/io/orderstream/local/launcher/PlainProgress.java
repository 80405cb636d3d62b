package io.orderstream.local.launcher;

import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** A line for each change, for files and pipes. */
final class PlainProgress implements Progress {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintWriter out;

    PlainProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void changed(String process, ProcessState state, String detail) {
        say("%s  %-16s %s%s"
                .formatted(
                        LocalTime.now().format(TIME), process, state.label(), detail.isEmpty() ? "" : ", " + detail));
    }

    @Override
    public void tick() {}

    @Override
    public synchronized void say(String message) {
        out.println(message);
        out.flush();
    }
}
