package io.orderstream.local.eventstore.engine;

import io.orderstream.local.eventstore.index.EventIndex;
import io.orderstream.local.eventstore.index.StreamEntry;
import io.orderstream.local.eventstore.index.StreamRules;
import io.orderstream.local.eventstore.index.SystemNames;
import io.orderstream.local.eventstore.log.LogReader;
import io.orderstream.local.eventstore.log.LogRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads durable events. It serves one thread at a time and keeps one window of the log in memory. */
public final class EventReader {
    private final EventIndex index;
    private final LogReader log;

    EventReader(EventIndex index, LogReader log) {
        this.index = index;
        this.log = log;
    }

    /** How many events are durable; they are numbered from 0 in the log's order. */
    public int events() {
        return index.events();
    }

    /** The number of the first event at the position or after it, {@link #events()} if there is none. */
    public int firstAtOrAfter(long position) {
        return index.firstAtOrAfter(position);
    }

    public long position(int ordinal) {
        return index.position(ordinal);
    }

    public LogRecord event(int ordinal) throws IOException {
        return log.read(index.position(ordinal), index.end());
    }

    public @Nullable StreamEntry stream(String name) {
        return index.stream(name);
    }

    public LogRecord event(StreamEntry stream, long revision) throws IOException {
        return event(stream.ordinal(revision));
    }

    /**
     * The first revision that the stream's rules leave readable, one past the last if they leave none.
     *
     * @param last the stream's last revision as the caller saw it
     */
    public long firstReadable(StreamEntry stream, long last) throws IOException {
        StreamRules rules = stream.rules();
        long first = Math.min(rules.firstRevision(last), last + 1);
        return rules.maxAge().isEmpty()
                ? first
                : firstYoung(stream, first, last, rules.maxAge().getAsLong());
    }

    private long firstYoung(StreamEntry stream, long from, long last, long maxAgeSeconds) throws IOException {
        long oldest = Math.max(0, Instant.now().getEpochSecond() - maxAgeSeconds) * 10_000_000;
        long low = from;
        long high = last + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (event(stream, middle).created() < oldest) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Follows a link; anything else is its own answer. */
    public ResolvedRecord resolve(LogRecord found) throws IOException {
        return SystemNames.LINK_TYPE.equals(found.typeName())
                ? new ResolvedRecord(linkTarget(found), found)
                : new ResolvedRecord(found, null);
    }

    private @Nullable LogRecord linkTarget(LogRecord link) throws IOException {
        String target = StandardCharsets.UTF_8.decode(link.data()).toString();
        int at = target.indexOf('@');
        if (at <= 0) {
            return null;
        }
        long revision;
        try {
            revision = Long.parseLong(target.substring(0, at));
        } catch (NumberFormatException e) {
            return null;
        }
        StreamEntry stream = index.stream(target.substring(at + 1));
        if (stream == null || stream.tombstoned()) {
            return null;
        }
        long last = stream.lastRevision();
        return revision >= firstReadable(stream, last) && revision <= last ? event(stream, revision) : null;
    }
}
