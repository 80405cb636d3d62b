package io.orderstream.query.consistency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets readers wait until a read model has reached their tokens.
 *
 * <p>All who wait share one look at a time; while nobody waits nobody looks. Nothing is remembered between two waits, so a
 * read model that was thrown away or replaced is noticed.
 */
final class CheckpointWatch {

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(16);

    private final Supplier<Progress> progress;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final List<Waiter> waiters = new ArrayList<>();
    private boolean looking;

    CheckpointWatch(Supplier<Progress> progress, Duration patience) {
        this.progress = progress;
        this.patience = patience;
    }

    /**
     * Waits, at most as long as configured, until the read model has reached the token.
     *
     * @return how far it is then; empty if not as far as the token
     * @throws RuntimeException what looking failed with
     */
    Optional<Progress> reaching(ConsistencyToken token) {
        var waiter = new Waiter(token, new CompletableFuture<>());
        enter(waiter);
        try {
            return Optional.of(waiter.reached.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        } finally {
            leave(waiter);
        }
    }

    private void enter(Waiter waiter) {
        lock.lock();
        try {
            waiters.add(waiter);
            if (looking) {
                arrival.signal();
            } else {
                looking = true;
                Thread.ofVirtual().name("checkpoint-watch").start(this::look);
            }
        } finally {
            lock.unlock();
        }
    }

    private void leave(Waiter waiter) {
        lock.lock();
        try {
            waiters.remove(waiter);
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        try {
            var pause = FIRST_PAUSE;
            var before = Long.MIN_VALUE;
            while (true) {
                var now = progress.get();
                pause = now.position() == before ? Math.min(2 * pause, LONGEST_PAUSE) : FIRST_PAUSE;
                before = now.position();
                if (!release(now, pause)) {
                    return;
                }
            }
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    /** Lets go whoever waited for no more than this, then pauses; false if nobody is left. */
    private boolean release(Progress now, long pause) throws InterruptedException {
        lock.lock();
        try {
            waiters.stream()
                    .filter(waiter -> now.reaches(waiter.token))
                    .forEach(waiter -> waiter.reached.complete(now));
            waiters.removeIf(waiter -> waiter.reached.isDone());
            if (waiters.isEmpty()) {
                looking = false;
                return false;
            }
            arrival.awaitNanos(pause);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void fail(Throwable failure) {
        lock.lock();
        try {
            waiters.forEach(waiter -> waiter.reached.completeExceptionally(failure));
            waiters.clear();
            looking = false;
        } finally {
            lock.unlock();
        }
    }

    private record Waiter(ConsistencyToken token, CompletableFuture<Progress> reached) {}
}
