package io.orderstream.query.consistency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Lets readers wait until a read model has reached their tokens.
 *
 * <p>All who wait share one look at the checkpoint at a time; while nobody waits nobody looks. Nothing is remembered
 * between two waits, so a read model that was thrown away is noticed. What is read after a wait succeeded is at least as new as the
 * token; what was read before it is not.
 */
public final class CheckpointWatch {

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(16);

    private final LongSupplier checkpoint;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final List<Waiter> waiters = new ArrayList<>();
    private boolean looking;

    CheckpointWatch(LongSupplier checkpoint, Duration patience) {
        this.checkpoint = checkpoint;
        this.patience = patience;
    }

    /**
     * Waits, at most as long as configured, until the read model has reached the token.
     *
     * @return whether it has
     * @throws RuntimeException what reading the checkpoint failed with
     */
    public boolean reaches(ConsistencyToken token) {
        if (token.equals(ConsistencyToken.NONE)) {
            return true;
        }
        var waiter = new Waiter(token, new CompletableFuture<>());
        enter(waiter);
        try {
            waiter.reached.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        } finally {
            leave(waiter);
        }
    }

    /**
     * Waits as {@link #reaches} does.
     *
     * @throws ReadModelBehindException if the read model has not reached the token by then
     */
    public void await(ConsistencyToken token) {
        if (!reaches(token)) {
            throw new ReadModelBehindException();
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
                var position = checkpoint.getAsLong();
                pause = position == before ? Math.min(2 * pause, LONGEST_PAUSE) : FIRST_PAUSE;
                before = position;
                if (!release(position, pause)) {
                    return;
                }
            }
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    /** Lets go whoever waited for the position, then pauses; false if nobody is left. */
    private boolean release(long position, long pause) throws InterruptedException {
        lock.lock();
        try {
            waiters.stream()
                    .filter(waiter -> waiter.token.isReachedBy(position))
                    .forEach(waiter -> waiter.reached.complete(null));
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

    private record Waiter(ConsistencyToken token, CompletableFuture<Void> reached) {}
}
