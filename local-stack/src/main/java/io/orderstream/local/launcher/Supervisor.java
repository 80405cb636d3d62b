package io.orderstream.local.launcher;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Starts the processes of a stack in waves, looks after them, and stops them in the opposite order.
 *
 * <p>While the stack starts, one process that ends is the end of all: the user is there to read why. Afterwards a
 * process that ends is started again, with growing pauses, and the others go on: each is made to do without the others
 * for a while and to continue where it was, so stopping all would turn a small outage into a large one.
 *
 * <p>Nothing survives it: {@link #stop()} is safe at any moment from any thread, and processes whose supervisor was
 * killed end by themselves (see {@link TiedToParent}).
 */
final class Supervisor {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STABLE_AFTER = Duration.ofSeconds(60);

    private final Home home;
    private final Progress progress;
    private final Duration startTimeout;
    private final DiskWatch disk;
    private final OwnedProcess self = OwnedProcess.of(ProcessHandle.current());
    private final Map<String, Duration> pauses = new HashMap<>();
    private List<List<ManagedProcess>> waves = List.of();
    private boolean stopping;

    Supervisor(Home home, Progress progress, Duration startTimeout) {
        this.home = home;
        this.progress = progress;
        this.startTimeout = startTimeout;
        this.disk = new DiskWatch(home, progress);
    }

    /** Returns when everything serves; fails with the reason, all stopped, when something does not. */
    void start(Supplier<List<List<ProcessPlan>>> plans) {
        var deadline = Instant.now().plus(startTimeout);
        try {
            record();
            lookAfterThese(plans.get());
            for (var wave : waves) {
                startAll(wave);
                awaitReady(wave, deadline);
            }
        } catch (IOException e) {
            stop();
            throw new LauncherException("The stack cannot start: " + Home.reason(e), e);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    synchronized boolean isRunning() {
        return !stopping;
    }

    synchronized List<Endpoint> endpoints() {
        return new RunState(self, entries()).endpoints();
    }

    /** Looks after what runs until it is stopped. */
    void watch() {
        while (lookAfterAll()) {
            pause();
        }
    }

    /** Stops services first and what they need last. Only the first call does something; later ones wait for it. */
    synchronized void stop() {
        if (stopping) {
            return;
        }
        stopping = true;
        for (var wave : waves.reversed()) {
            wave.forEach(ManagedProcess::askToStop);
            recordQuietly();
            wave.forEach(ManagedProcess::awaitStopped);
        }
        RunState.delete(home);
    }

    private synchronized void lookAfterThese(List<List<ProcessPlan>> plans) {
        waves = plans.stream()
                .map(wave -> wave.stream()
                        .map(plan -> new ManagedProcess(plan, home, progress))
                        .toList())
                .toList();
        waves.forEach(wave -> wave.forEach(ManagedProcess::announce));
    }

    private synchronized void startAll(List<ManagedProcess> wave) throws IOException {
        for (var process : wave) {
            if (!stopping) {
                process.start();
                record();
            }
        }
    }

    private void awaitReady(List<ManagedProcess> wave, Instant deadline) throws IOException {
        while (!allReady(wave, deadline)) {
            pause();
        }
    }

    private synchronized boolean allReady(List<ManagedProcess> wave, Instant deadline) throws IOException {
        boolean all = true;
        for (var process : wave) {
            if (stopping) {
                throw new LauncherException("Stopped while starting.");
            }
            if (!process.isAlive()) {
                throw new LauncherException(process.obituary());
            }
            if (process.state() == ProcessState.STARTING) {
                boolean ready = process.becameReady();
                if (ready) {
                    record();
                }
                all &= ready;
            }
        }
        if (!all && Instant.now().isAfter(deadline)) {
            throw new LauncherException(notReady(wave));
        }
        progress.tick();
        return all;
    }

    private String notReady(List<ManagedProcess> wave) {
        var message = new StringBuilder("Not ready after " + startTimeout.toSeconds() + " s:");
        for (var process : wave) {
            if (process.state() == ProcessState.STARTING) {
                message.append(
                        "%n%s, the end of %s:%n%s".formatted(process.name(), process.log(), process.lastWords()));
            }
        }
        return message.toString();
    }

    private synchronized boolean lookAfterAll() {
        if (stopping) {
            return false;
        }
        for (var wave : waves) {
            for (var process : wave) {
                lookAfter(process);
            }
        }
        lookAtDisk();
        return true;
    }

    private void lookAfter(ManagedProcess process) {
        try {
            switch (process.state()) {
                case UP -> {
                    if (!process.isAlive()) {
                        becomeDown(process);
                    } else if (isOlderThan(process.since(), STABLE_AFTER)) {
                        pauses.remove(process.name());
                    }
                }
                case STARTING -> {
                    if (!process.isAlive()) {
                        becomeDown(process);
                    } else if (process.becameReady()) {
                        record();
                    }
                }
                case RESTARTING -> {
                    if (isOlderThan(process.since(), pauses.getOrDefault(process.name(), FIRST_PAUSE))) {
                        process.restart();
                        record();
                    }
                }
                case WAITING, STOPPING, STOPPED -> {}
            }
        } catch (IOException e) {
            progress.say("While looking after " + process.name() + ": " + Home.reason(e));
        }
    }

    private void lookAtDisk() {
        try {
            disk.look();
        } catch (IOException e) {
            progress.say("Cannot see how much disk space is free: " + Home.reason(e));
        }
    }

    private void becomeDown(ManagedProcess process) throws IOException {
        var pause = pauses.merge(process.name(), FIRST_PAUSE, (before, first) -> longer(before));
        progress.say(process.obituary());
        process.waitForRestart(pause);
        record();
    }

    private static Duration longer(Duration before) {
        var doubled = before.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private static boolean isOlderThan(Instant since, Duration age) {
        return since.plus(age).isBefore(Instant.now());
    }

    private synchronized void record() throws IOException {
        new RunState(self, entries()).write(home);
    }

    private List<RunState.Entry> entries() {
        return waves.stream().flatMap(List::stream).map(ManagedProcess::entry).toList();
    }

    private void recordQuietly() {
        try {
            record();
        } catch (IOException e) {
            progress.say("Cannot record what is running: " + Home.reason(e));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted.", e);
        }
    }
}
