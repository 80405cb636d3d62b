package io.orderstream.local.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that we started. Another process that got the same id later has another start time, and is left alone. */
record OwnedProcess(long pid, Instant started) {

    /** The system derives start times from the boot time, which moves a little when the clock is corrected. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private static final Duration FORCED_END = Duration.ofSeconds(5);

    static OwnedProcess of(ProcessHandle handle) {
        return new OwnedProcess(handle.pid(), handle.info().startInstant().orElseGet(Instant::now));
    }

    boolean isAlive() {
        return handle().isPresent();
    }

    /** Asks it to end. */
    void terminate() {
        handle().ifPresent(ProcessHandle::destroy);
    }

    /** Waits until it has ended, and ends it by force if it takes longer than the patience. */
    boolean awaitEnd(Duration patience) {
        if (endsWithin(patience)) {
            return true;
        }
        handle().ifPresent(ProcessHandle::destroyForcibly);
        return endsWithin(FORCED_END);
    }

    private boolean endsWithin(Duration patience) {
        try {
            var handle = handle();
            if (handle.isPresent()) {
                handle.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedWhenWeRecorded);
    }

    private boolean startedWhenWeRecorded(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(found -> Duration.between(found, started).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                .orElse(false);
    }
}
