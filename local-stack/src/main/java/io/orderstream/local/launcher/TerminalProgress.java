package io.orderstream.local.launcher;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line for each process that is written over while it changes. */
final class TerminalProgress implements Progress {

    private static final String UP_AND_CLEAR = "\u001b[1A\u001b[2K";
    private static final List<String> SPINNER = List.of("|", "/", "-", "\\");

    private final PrintWriter out;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private int drawn;
    private int ticks;

    private record Line(ProcessState state, String detail, Instant since) {}

    TerminalProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void changed(String process, ProcessState state, String detail) {
        lines.put(process, new Line(state, detail, Instant.now()));
        redraw();
    }

    @Override
    public synchronized void tick() {
        ticks++;
        if (lines.values().stream().anyMatch(line -> isMoving(line.state()))) {
            redraw();
        }
    }

    /** What was drawn so far stays above the message, and later changes are drawn below it. */
    @Override
    public synchronized void say(String message) {
        out.println(message);
        out.flush();
        lines.clear();
        drawn = 0;
    }

    private void redraw() {
        out.print(UP_AND_CLEAR.repeat(drawn));
        lines.forEach((process, line) -> out.printf(
                "  %s %-16s %s%s%n", mark(line.state()), process, line.state().label(), detail(line)));
        out.flush();
        drawn = lines.size();
    }

    private String mark(ProcessState state) {
        if (isMoving(state)) {
            return SPINNER.get(ticks % SPINNER.size());
        }
        return state == ProcessState.UP ? "+" : " ";
    }

    private static String detail(Line line) {
        if (isMoving(line.state())) {
            return " " + Duration.between(line.since(), Instant.now()).toSeconds() + " s";
        }
        return line.detail().isEmpty() ? "" : ", " + line.detail();
    }

    private static boolean isMoving(ProcessState state) {
        return switch (state) {
            case STARTING, STOPPING, RESTARTING -> true;
            case WAITING, UP, STOPPED -> false;
        };
    }
}
