package io.orderstream.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A process of the stack while a supervisor looks after it. Confined to the supervisor's lock. */
final class ManagedProcess {

    private static final Duration PATIENCE_WHEN_STOPPING = Duration.ofSeconds(25);

    private final ProcessPlan plan;
    private final Home home;
    private final Progress progress;

    private @Nullable Process process;
    private @Nullable OwnedProcess identity;
    private ProcessState state = ProcessState.WAITING;
    private Instant since = Instant.now();
    private Instant startedAt = Instant.now();
    private long logStart;
    private int restarts;

    ManagedProcess(ProcessPlan plan, Home home, Progress progress) {
        this.plan = plan;
        this.home = home;
        this.progress = progress;
    }

    String name() {
        return plan.name();
    }

    ProcessState state() {
        return state;
    }

    Instant since() {
        return since;
    }

    int restarts() {
        return restarts;
    }

    RunState.Entry entry() {
        return new RunState.Entry(plan.name(), Optional.ofNullable(identity), state, since, restarts, plan.endpoints());
    }

    void announce() {
        progress.changed(plan.name(), state, "");
    }

    /** Starts it. Its standard input is a pipe from us, which ends when we do. */
    void start() throws IOException {
        if (plan.readyMarker().isPresent()) {
            Files.deleteIfExists(plan.readyMarker().get());
        }
        var log = home.startLog(plan.name());
        logStart = Files.exists(log) ? Files.size(log) : 0;
        var builder = new ProcessBuilder(shielded(plan.command()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(plan.environment());
        var started = builder.start();
        process = started;
        identity = OwnedProcess.of(started.toHandle());
        startedAt = Instant.now();
        become(ProcessState.STARTING, "");
    }

    void restart() throws IOException {
        restarts++;
        start();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** True from the moment everything it offers serves. */
    boolean becameReady() {
        if (plan.readyMarker().isPresent() && !Files.exists(plan.readyMarker().get())) {
            return false;
        }
        if (!plan.endpoints().stream().allMatch(Endpoint::isHealthy)) {
            return false;
        }
        become(
                ProcessState.UP,
                "after %.1f s"
                        .formatted(Duration.between(startedAt, Instant.now()).toMillis() / 1000.0));
        return true;
    }

    void waitForRestart(Duration pause) {
        become(ProcessState.RESTARTING, "in " + pause.toSeconds() + " s");
    }

    /** How it ended, with its last words. */
    String obituary() {
        var ended = process;
        return "%s ended with exit code %s after %d s. The end of %s:%n%s"
                .formatted(
                        plan.name(),
                        ended == null ? "?" : ended.exitValue(),
                        Duration.between(startedAt, Instant.now()).toSeconds(),
                        home.log(plan.name()),
                        lastWords());
    }

    String lastWords() {
        return LogFile.quote(home.log(plan.name()), logStart, 20);
    }

    void askToStop() {
        if (isAlive() && identity != null) {
            become(ProcessState.STOPPING, "");
            identity.terminate();
        }
    }

    void awaitStopped() {
        if (identity != null) {
            boolean ended = identity.awaitEnd(PATIENCE_WHEN_STOPPING);
            become(ProcessState.STOPPED, ended ? "" : "but process " + identity.pid() + " does not end");
        }
    }

    private void become(ProcessState next, String detail) {
        if (next != state) {
            since = Instant.now();
        }
        state = next;
        progress.changed(plan.name(), next, detail);
    }

    /**
     * Ctrl-C reaches every process of the terminal at once. Only the supervisor shall act on it, so that it can stop the
     * others one after another; a signal that is ignored stays ignored in the program that replaces the shell.
     */
    static List<String> shielded(List<String> command) {
        var shielded = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        shielded.addAll(command);
        return shielded;
    }

    Path log() {
        return home.log(plan.name());
    }
}
