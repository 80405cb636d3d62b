package io.orderstream.query.consistency;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that changes seldom, is asked for all the time, and is looked up by one of those who ask when what is known of it has
 * become old. The others go on by what is known meanwhile, or wait for that look if they cannot; they share its failure, which
 * is not remembered. Thread-safe.
 */
final class Knowledge<T> {

    private final Supplier<T> source;
    private final Duration fresh;
    private final Duration usable;
    private final AtomicReference<@Nullable CompletableFuture<T>> underWay = new AtomicReference<>();
    private volatile @Nullable Known<T> known;

    /**
     * Knows nothing yet.
     *
     * @param fresh how old what is known may be before somebody looks again
     * @param usable how old it may be for those who come while somebody looks
     */
    Knowledge(Supplier<T> source, Duration fresh, Duration usable) {
        this.source = source;
        this.fresh = fresh;
        this.usable = usable;
    }

    private record Known<T>(T what, long at) {

        private boolean isYoungerThan(Duration age) {
            return System.nanoTime() - at < age.toNanos();
        }
    }

    /**
     * What is known.
     *
     * @throws RuntimeException what looking failed with
     */
    T get() {
        Known<T> before = known;
        if (before != null && before.isYoungerThan(fresh)) {
            return before.what();
        }
        CompletableFuture<T> ours = new CompletableFuture<>();
        CompletableFuture<T> theirs = underWay.compareAndExchange(null, ours);
        if (theirs == null) {
            look(ours);
            return result(ours);
        }
        return before != null && before.isYoungerThan(usable) ? before.what() : result(theirs);
    }

    private void look(CompletableFuture<T> look) {
        try {
            long at = System.nanoTime();
            T found = source.get();
            known = new Known<>(found, at);
            look.complete(found);
        } catch (Throwable failure) {
            look.completeExceptionally(failure);
        } finally {
            underWay.set(null);
        }
    }

    private static <T> T result(CompletableFuture<T> look) {
        try {
            return look.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
