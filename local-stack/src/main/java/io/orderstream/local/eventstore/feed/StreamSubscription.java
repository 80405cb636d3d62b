package io.orderstream.local.eventstore.feed;

import io.orderstream.local.eventstore.engine.EventReader;
import io.orderstream.local.eventstore.index.StreamEntry;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Follows one stream after a revision, whether or not it exists yet. The stream's rules hide events from a
 * subscription that is catching up, not from one that is live.
 */
public final class StreamSubscription extends Feed {
    private final String name;
    /** Null for from the start. */
    private final @Nullable StreamRevision after;

    private boolean confirmed;
    private boolean live;
    private boolean begun;
    private long next;

    public StreamSubscription(
            Executor executor,
            EventReader reader,
            Outlet outlet,
            boolean resolveLinks,
            String name,
            @Nullable StreamRevision after) {
        super(executor, reader, outlet, resolveLinks);
        this.name = name;
        this.after = after;
    }

    @Override
    boolean step() throws IOException {
        StreamEntry stream = reader.stream(name);
        long last = stream == null ? StreamEntry.EMPTY : stream.lastRevision();
        if (!confirmed) {
            confirm(last);
            return true;
        }
        if (stream != null && last >= next) {
            return deliver(stream, last);
        }
        if (stream != null && stream.tombstoned()) {
            end(stream);
            return false;
        }
        if (live) {
            return false;
        }
        live = true;
        outlet.caughtUp();
        return true;
    }

    private void confirm(long last) {
        confirmed = true;
        next = after == null ? 0 : after.orEnd(last) + 1;
        outlet.confirmed(UUID.randomUUID().toString());
    }

    private boolean deliver(StreamEntry stream, long last) throws IOException {
        if (stream.tombstoned() && !live) {
            end(stream);
            return false;
        }
        if (live && last - next >= AllSubscription.BEHIND) {
            live = false;
            begun = false;
            outlet.fellBehind();
            return true;
        }
        if (!live && !begun) {
            begun = true;
            next = Math.max(next, Math.min(reader.firstReadable(stream, last), last + 1));
            return true;
        }
        send(reader.event(stream, next));
        next++;
        return true;
    }

    private void end(StreamEntry stream) throws IOException {
        finish();
        if (live) {
            send(reader.event(stream.tombstoneOrdinal()));
        }
        outlet.streamDeleted(name);
    }
}
