package io.orderstream.local.launcher;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Processes on record whose supervisor is gone. They end by themselves; this is for one that hangs. */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Leftovers() {}

    static List<RunState.Entry> of(RunState state) {
        return state.entries().stream()
                .filter(entry -> entry.process().map(OwnedProcess::isAlive).orElse(false))
                .toList();
    }

    static void stop(Home home, PrintWriter out) {
        var state = RunState.read(home);
        if (state.isEmpty()) {
            return;
        }
        for (var entry : of(state.get()).reversed()) {
            var process = entry.process().orElseThrow();
            out.println("Stopping " + entry.name() + " (process " + process.pid() + "), left over from before.");
            out.flush();
            process.terminate();
            if (!process.awaitEnd(PATIENCE)) {
                throw new LauncherException("Process " + process.pid() + " (" + entry.name() + ") does not end.");
            }
        }
        RunState.delete(home);
    }
}
