package io.orderstream.local.eventstore.feed;

import io.orderstream.local.eventstore.engine.EventReader;
import io.orderstream.local.eventstore.index.StreamEntry;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Reads a stream, up to what was stored when it began, without what the stream's rules hide. */
public final class StreamRead extends Feed {
    /** EventStoreDB reads in pages of this size, and tells the first position only if the whole first page is hidden. */
    private static final long PAGE = 32;

    private final String name;
    private final boolean forwards;
    private final StreamRevision from;
    private final boolean tellPositions;
    private long remaining;

    private @Nullable StreamEntry stream;
    private long last;
    private long next;
    private long end;

    public StreamRead(
            Executor executor,
            EventReader reader,
            Outlet outlet,
            boolean resolveLinks,
            String name,
            boolean forwards,
            StreamRevision from,
            long maxCount,
            boolean tellPositions) {
        super(executor, reader, outlet, resolveLinks);
        this.name = name;
        this.forwards = forwards;
        this.from = from;
        this.remaining = maxCount;
        this.tellPositions = tellPositions;
    }

    @Override
    boolean step() throws IOException {
        StreamEntry found = stream;
        if (found == null) {
            return begin();
        }
        if (remaining > 0 && next != end) {
            send(reader.event(found, next));
            next += forwards ? 1 : -1;
            remaining--;
            return true;
        }
        finish();
        if (tellPositions) {
            outlet.lastStreamPosition(last);
        }
        outlet.complete();
        return false;
    }

    private boolean begin() throws IOException {
        StreamEntry found = reader.stream(name);
        if (found != null && found.tombstoned()) {
            finish();
            outlet.streamDeleted(name);
            return false;
        }
        if (found == null
                || found.lastRevision() == StreamEntry.EMPTY
                || found.rules().softDeleted()) {
            finish();
            outlet.streamNotFound(name);
            outlet.complete();
            return false;
        }
        stream = found;
        last = found.lastRevision();
        long first = reader.firstReadable(found, last);
        if (forwards) {
            beginForwards(first);
        } else {
            next = Math.max(Math.min(from.orEnd(last), last), first - 1);
            end = first - 1;
        }
        return true;
    }

    private void beginForwards(long first) {
        long wanted = from.orEnd(last + 1);
        next = Math.min(Math.max(wanted, first), last + 1);
        end = last + 1;
        long pageEnd = wanted + Math.min(PAGE, remaining);
        boolean firstPageEmpty = next == end || pageEnd <= first;
        if (tellPositions && firstPageEmpty && wanted != next) {
            outlet.firstStreamPosition(next);
        }
    }
}
