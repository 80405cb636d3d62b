package io.orderstream.local.eventstore.feed;

import io.orderstream.local.eventstore.engine.EventReader;
import io.orderstream.local.eventstore.log.LogRecord;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Reads {@code $all}, up to what was stored when it began: forwards with the given position, backwards from before it. */
public final class AllRead extends Feed {
    private final boolean forwards;
    private final @Nullable EventFilter filter;
    private final int end;
    private int next;
    private long remaining;

    public AllRead(
            Executor executor,
            EventReader reader,
            Outlet outlet,
            boolean resolveLinks,
            boolean forwards,
            LogPosition from,
            long maxCount,
            @Nullable EventFilter filter) {
        super(executor, reader, outlet, resolveLinks);
        this.forwards = forwards;
        this.filter = filter;
        this.remaining = maxCount;
        int stored = reader.events();
        int start = Math.min(from.ordinal(reader), stored);
        this.next = forwards ? start : start - 1;
        this.end = forwards ? stored : -1;
    }

    @Override
    boolean step() throws IOException {
        if (remaining == 0 || next == end) {
            finish();
            outlet.complete();
            return false;
        }
        LogRecord event = reader.event(next);
        next += forwards ? 1 : -1;
        if (filter == null || filter.wants(event)) {
            remaining--;
            send(event);
        }
        return true;
    }
}
