package io.orderstream.local.eventstore.index;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every durable event by position, by stream and by id. It holds no event's content: about 30 bytes an event and
 * about 200 a stream. Readers see an event once it was added, in the log's order, and never see it go.
 */
public final class EventIndex {
    private final LongSequence positions = new LongSequence();
    private final EventIds ids = new EventIds();
    private final ConcurrentHashMap<String, StreamEntry> streams = new ConcurrentHashMap<>();
    private final List<StreamEntry> touched = new ArrayList<>();
    private volatile int events;
    private volatile long end;

    /** Adds the next event of the log; readers see it after {@link #publish}. */
    public void add(String stream, long position, UUID id) {
        StreamEntry entry = entry(stream);
        entry.add(positions.size());
        touched.add(entry);
        ids.add(EventIds.fingerprint(id));
        positions.add(position);
    }

    /** Adds the next event of the log, which ends its stream for ever. */
    public void addTombstone(String stream, long position, UUID id) {
        int ordinal = positions.size();
        ids.add(EventIds.fingerprint(id));
        positions.add(position);
        entry(stream).tombstone(ordinal);
        entry(SystemNames.metadataStreamOf(stream)).tombstone(ordinal);
    }

    public void rules(String stream, StreamRules rules) {
        entry(stream).rules(rules);
    }

    /** Shows readers what was added. The log is durable up to the given position, and no reader looks beyond it. */
    public void publish(long durableEnd) {
        end = durableEnd;
        events = positions.size();
        touched.forEach(StreamEntry::publish);
        touched.clear();
    }

    private StreamEntry entry(String stream) {
        StreamEntry known = streams.get(stream);
        if (known != null) {
            return known;
        }
        var fresh = new StreamEntry(SystemNames.isMetadataStream(stream));
        streams.put(stream, fresh);
        return fresh;
    }

    public long end() {
        return end;
    }

    public @Nullable StreamEntry stream(String name) {
        return streams.get(name);
    }

    public int events() {
        return events;
    }

    public int streams() {
        return streams.size();
    }

    public long position(int ordinal) {
        return positions.get(ordinal);
    }

    /** The first event at the position or after it; {@link #events()} if there is none. */
    public int firstAtOrAfter(long position) {
        return positions.firstNotBelow(position, events);
    }

    /** The latest event that may have the id, or -1; the log knows for certain. For the writing thread only. */
    public int probably(UUID id) {
        return ids.find(EventIds.fingerprint(id));
    }

    /** Whether the event may have the id; the log knows for certain. For the writing thread only. */
    public boolean probably(int ordinal, UUID id) {
        return ids.matches(ordinal, EventIds.fingerprint(id));
    }
}
