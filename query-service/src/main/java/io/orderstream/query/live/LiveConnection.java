package io.orderstream.query.live;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one client still has to be told. Of several updates of the same thing only the last is kept. A client for whom more
 * than {@code capacity} things wait is too slow: nothing more is kept for it, and its connection ends.
 */
final class LiveConnection {

    private final int capacity;
    private final CompletableFuture<LivePosition> start = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final LinkedHashMap<String, LiveMessage> waiting = new LinkedHashMap<>();
    private @Nullable End end;

    LiveConnection(int capacity) {
        this.capacity = capacity;
    }

    /** Why a connection ends from our side. */
    enum End {
        TOO_SLOW("too-slow"),
        SHUTDOWN("shutdown");

        private final String text;

        End(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** Where the updates that this connection is given begin; completed when it takes part. */
    CompletableFuture<LivePosition> start() {
        return start;
    }

    void offer(List<LiveMessage> messages) {
        lock.lock();
        try {
            if (end != null) {
                return;
            }
            for (var message : messages) {
                if (message.isReset()) {
                    waiting.clear();
                }
                waiting.remove(message.key());
                waiting.put(message.key(), message);
            }
            if (waiting.size() > capacity) {
                end(End.TOO_SLOW);
            }
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the connection; what waits is not told any more, since a client that comes back is told it then. */
    void end(End reason) {
        lock.lock();
        try {
            if (end == null) {
                end = reason;
                waiting.clear();
                news.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Why the connection has to end; null while it has not. */
    @Nullable
    End ended() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    /** Everything that waits, oldest first; empty if nothing came in this time or the connection has to end. */
    List<LiveMessage> take(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (waiting.isEmpty() && end == null && left > 0) {
                left = news.awaitNanos(left);
            }
            var taken = List.copyOf(waiting.values());
            waiting.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
