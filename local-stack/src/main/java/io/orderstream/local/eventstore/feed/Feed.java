package io.orderstream.local.eventstore.feed;

import io.orderstream.local.eventstore.engine.EventReader;
import io.orderstream.local.eventstore.engine.ResolvedRecord;
import io.orderstream.local.eventstore.log.LogRecord;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends messages from the log to an outlet for as long as the outlet takes them. Between two messages it holds no
 * thread and no event: who is slow is simply further back in the log.
 */
public abstract class Feed {
    /** After so many steps the other feeds get their turn. */
    private static final int TURN = 512;

    private final Executor executor;
    private final AtomicInteger signals = new AtomicInteger();
    private volatile boolean stopped;
    private boolean finished;

    final EventReader reader;
    final Outlet outlet;
    final boolean resolveLinks;

    Feed(Executor executor, EventReader reader, Outlet outlet, boolean resolveLinks) {
        this.executor = executor;
        this.reader = reader;
        this.outlet = outlet;
        this.resolveLinks = resolveLinks;
    }

    /** There may be something to do: events were stored, the outlet is ready again, or it is gone. */
    public final void signal() {
        if (signals.getAndIncrement() == 0) {
            executor.execute(this::turn);
        }
    }

    /** Ends the feed with word of it to whoever takes it, who may then begin again elsewhere or later. */
    public final void stop() {
        stopped = true;
        signal();
    }

    private void turn() {
        int seen = signals.get();
        boolean more = false;
        try {
            more = advance();
        } catch (IOException | RuntimeException e) {
            finished = true;
            outlet.failed(e);
        }
        if (more || !signals.compareAndSet(seen, 0)) {
            executor.execute(this::turn);
        }
    }

    /** True if there is more to do at once. */
    private boolean advance() throws IOException {
        if (stopped && !finished && !outlet.gone()) {
            finish();
            outlet.stopped();
        }
        for (int i = 0; i < TURN; i++) {
            if (finished || outlet.gone() || !outlet.ready()) {
                return false;
            }
            if (!step()) {
                return false;
            }
        }
        return true;
    }

    /** Does one small thing; false if there is nothing to do until the next signal. */
    abstract boolean step() throws IOException;

    final void finish() {
        finished = true;
    }

    final void send(LogRecord event) throws IOException {
        outlet.event(resolveLinks ? reader.resolve(event) : new ResolvedRecord(event, null));
    }
}
