package io.orderstream.local.eventstore.feed;

import io.orderstream.local.eventstore.engine.EventReader;
import io.orderstream.local.eventstore.log.LogRecord;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code $all} after a position. Stored and new events come from the same log by the same path, so there is
 * no hand-over between them at which one could be lost or repeated.
 */
public final class AllSubscription extends Feed {
    /** Further behind than this, a subscription that was live is told so. */
    static final int BEHIND = 1024;

    private final @Nullable EventFilter filter;
    private final long checkpointInterval;
    private final LogPosition after;
    private final long afterPosition;

    private boolean confirmed;
    private boolean live;
    private int next;
    private long considered;
    private long seen = -1;
    private long checkpoint = -1;

    /** @param checkpointInterval after how many events, wanted or not, a filtered subscription gets a checkpoint */
    public AllSubscription(
            Executor executor,
            EventReader reader,
            Outlet outlet,
            boolean resolveLinks,
            LogPosition after,
            @Nullable EventFilter filter,
            long checkpointInterval) {
        super(executor, reader, outlet, resolveLinks);
        this.after = after;
        this.afterPosition = after instanceof LogPosition.At at ? at.position() : -1;
        this.filter = filter;
        this.checkpointInterval = checkpointInterval;
    }

    @Override
    boolean step() throws IOException {
        if (!confirmed) {
            confirm();
            return true;
        }
        int backlog = reader.events() - next;
        if (backlog == 0) {
            return catchUp();
        }
        if (live && backlog > BEHIND) {
            live = false;
            outlet.fellBehind();
            return true;
        }
        deliver(reader.event(next++));
        return true;
    }

    private void confirm() {
        confirmed = true;
        next = after.ordinal(reader);
        outlet.confirmed(UUID.randomUUID().toString());
    }

    private boolean catchUp() {
        if (live) {
            return false;
        }
        live = true;
        tellCheckpoint();
        outlet.caughtUp();
        return true;
    }

    private void deliver(LogRecord event) throws IOException {
        long position = event.position();
        // A position beyond the end may be asked for; what is stored up to there is not wanted.
        if (position <= afterPosition) {
            return;
        }
        seen = position;
        if (filter == null) {
            send(event);
            return;
        }
        if (filter.wants(event)) {
            send(event);
        }
        considered++;
        if (considered >= checkpointInterval) {
            tellCheckpoint();
        }
    }

    private void tellCheckpoint() {
        considered = 0;
        if (filter != null && seen > checkpoint) {
            checkpoint = seen;
            outlet.checkpoint(seen);
        }
    }
}
