package io.orderstream.local.eventstore.engine;

import io.orderstream.local.eventstore.index.EventIndex;
import io.orderstream.local.eventstore.index.StreamEntry;
import io.orderstream.local.eventstore.index.StreamRules;
import io.orderstream.local.eventstore.index.SystemNames;
import io.orderstream.local.eventstore.log.EventLog;
import io.orderstream.local.eventstore.log.LogReader;
import io.orderstream.local.eventstore.log.LogRecord;
import io.orderstream.local.eventstore.log.NewRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The requests that share one fsync. They are decided one after the other, each on what the ones before it left,
 * while the index and its readers know nothing of them until {@link #publish}.
 */
final class Batch {
    private final EventLog log;
    private final EventIndex index;
    private final LogReader reader;
    private final long created;

    private final Map<String, StreamDraft> drafts = new HashMap<>();
    private final Map<UUID, Placed> ids = new HashMap<>();
    private final List<Placed> placed = new ArrayList<>();

    Batch(EventLog log, EventIndex index, LogReader reader, long created) {
        this.log = log;
        this.index = index;
        this.reader = reader;
        this.created = created;
    }

    WriteOutcome decide(WriteRequest request) throws IOException {
        return switch (request) {
            case WriteRequest.Append append -> append(append);
            case WriteRequest.Delete delete -> delete(delete);
            case WriteRequest.Tombstone tombstone -> tombstone(tombstone);
        };
    }

    boolean isEmpty() {
        return placed.isEmpty();
    }

    void publish(long durableEnd) {
        for (Placed event : placed) {
            if (event.revision() == NewRecord.TOMBSTONE_REVISION) {
                index.addTombstone(event.stream(), event.position(), event.id());
            } else {
                index.add(event.stream(), event.position(), event.id());
            }
        }
        drafts.forEach((stream, draft) -> {
            if (draft.rules != null) {
                index.rules(stream, draft.rules);
            }
        });
        index.publish(durableEnd);
    }

    private WriteOutcome append(WriteRequest.Append request) throws IOException {
        List<UUID> wanted = request.events().stream().map(NewEvent::id).toList();
        WriteOutcome refused = check(request.stream(), request.expected(), wanted);
        if (refused != null) {
            return refused;
        }
        StreamDraft stream = draft(request.stream());
        if (request.events().isEmpty()) {
            return new WriteOutcome.Written(stream.lastRevision, -1);
        }
        boolean revives = stream.softDeleted();
        boolean describesDeleted = describesSoftDeleted(request.stream());
        long firstRevision = stream.lastRevision + 1;
        int last = request.events().size() - 1;
        long position = -1;
        for (int i = 0; i <= last; i++) {
            boolean whole = i == last && !revives && !describesDeleted;
            position = place(request.stream(), stream, request.events().get(i), whole);
        }
        if (revives) {
            revive(request.stream(), firstRevision);
        }
        if (describesDeleted) {
            String described = SystemNames.describedBy(request.stream());
            revive(described, draft(described).lastRevision + 1);
        }
        return new WriteOutcome.Written(stream.lastRevision, position);
    }

    private boolean describesSoftDeleted(String stream) throws IOException {
        return SystemNames.isMetadataStream(stream)
                && draft(SystemNames.describedBy(stream)).softDeleted();
    }

    /** Part of the same append, so that no crash leaves an event in a stream that still counts as deleted. */
    private void revive(String stream, long truncateBefore) throws IOException {
        byte[] metadata = StreamRules.withTruncateBefore(currentMetadata(stream), truncateBefore);
        placeMetadata(stream, metadata);
    }

    private long placeMetadata(String stream, byte[] metadata) throws IOException {
        String name = SystemNames.metadataStreamOf(stream);
        var event = new NewEvent(
                UUID.randomUUID(), SystemNames.METADATA_TYPE, true, ByteBuffer.wrap(metadata), ByteBuffer.allocate(0));
        return place(name, draft(name), event, true);
    }

    private WriteOutcome delete(WriteRequest.Delete request) throws IOException {
        WriteOutcome refused = check(request.stream(), request.expected(), List.of(UUID.randomUUID()));
        if (refused != null) {
            return refused;
        }
        StreamDraft stream = draft(request.stream());
        if (stream.lastRevision < 0 && draft(SystemNames.metadataStreamOf(request.stream())).lastRevision < 0) {
            return new WriteOutcome.WrongRevision(StreamEntry.EMPTY);
        }
        byte[] metadata = StreamRules.withTruncateBefore("{}".getBytes(StandardCharsets.UTF_8), StreamRules.DELETED);
        return new WriteOutcome.Written(stream.lastRevision, placeMetadata(request.stream(), metadata));
    }

    private WriteOutcome tombstone(WriteRequest.Tombstone request) throws IOException {
        WriteOutcome refused = check(request.stream(), request.expected(), List.of(UUID.randomUUID()));
        if (refused != null) {
            return refused;
        }
        StreamDraft stream = draft(request.stream());
        stream.tombstoned = true;
        draft(SystemNames.metadataStreamOf(request.stream())).tombstoned = true;
        var nothing = ByteBuffer.allocate(0);
        var event = new NewEvent(UUID.randomUUID(), SystemNames.TOMBSTONE_TYPE, true, nothing, nothing);
        long position = write(request.stream(), NewRecord.TOMBSTONE_REVISION, event, true);
        return new WriteOutcome.Written(NewRecord.TOMBSTONE_REVISION, position);
    }

    private long place(String name, StreamDraft stream, NewEvent event, boolean whole) throws IOException {
        stream.lastRevision++;
        stream.drafted.add(event.id());
        if (SystemNames.isMetadataStream(name)) {
            byte[] metadata = bytes(event.data());
            StreamDraft described = draft(SystemNames.describedBy(name));
            described.rules = StreamRules.parse(metadata);
            described.metadata = metadata;
        }
        return write(name, stream.lastRevision, event, whole);
    }

    private long write(String stream, long revision, NewEvent event, boolean whole) throws IOException {
        long position = log.append(new NewRecord(
                stream.getBytes(StandardCharsets.UTF_8),
                revision,
                created,
                event.id(),
                event.type().getBytes(StandardCharsets.UTF_8),
                event.json(),
                whole,
                event.data(),
                event.metadata()));
        var where = new Placed(stream, revision, position, event.id());
        placed.add(where);
        ids.put(event.id(), where);
        return position;
    }

    /** Null if the request may be written. */
    private @Nullable WriteOutcome check(String name, Expected expected, List<UUID> wanted) throws IOException {
        StreamDraft stream = draft(name);
        if (stream.tombstoned) {
            return new WriteOutcome.StreamDeleted();
        }
        if (expected.equals(Expected.STREAM_EXISTS)) {
            if (stream.softDeleted()) {
                return new WriteOutcome.StreamDeleted();
            }
            if (stream.lastRevision < 0 && draft(SystemNames.metadataStreamOf(name)).lastRevision < 0) {
                return new WriteOutcome.WrongRevision(stream.lastRevision);
            }
        }
        if (expected.anyRevision()) {
            return foundAnywhere(name, stream, wanted);
        }
        if (expected.raw() < stream.lastRevision) {
            return foundAfter(name, stream, expected, wanted);
        }
        return expected.raw() > stream.lastRevision ? new WriteOutcome.WrongRevision(stream.lastRevision) : null;
    }

    /** A repeat is one whose events are all in the stream already, wherever; a mixture is refused. */
    private @Nullable WriteOutcome foundAnywhere(String name, StreamDraft stream, List<UUID> wanted)
            throws IOException {
        Placed last = null;
        for (UUID id : wanted) {
            Placed found = find(id);
            if (found == null || !found.stream().equals(name)) {
                return last == null ? null : new WriteOutcome.WrongRevision(stream.lastRevision);
            }
            last = found;
        }
        return last == null ? null : new WriteOutcome.Written(last.revision(), last.position());
    }

    /** A repeat is one whose events stand right after the expected revision, in their order. */
    private WriteOutcome foundAfter(String name, StreamDraft stream, Expected expected, List<UUID> wanted)
            throws IOException {
        long revision = expected.raw();
        long position = -1;
        for (UUID id : wanted) {
            revision++;
            position = positionIfThere(name, stream, revision, id);
            if (position < 0) {
                boolean first = revision == expected.raw() + 1;
                boolean startsAfresh = first && expected.equals(Expected.NO_STREAM) && stream.softDeleted();
                return startsAfresh ? null : new WriteOutcome.WrongRevision(stream.lastRevision);
            }
        }
        return wanted.isEmpty()
                ? new WriteOutcome.WrongRevision(stream.lastRevision)
                : new WriteOutcome.Written(revision, position);
    }

    private @Nullable Placed find(UUID id) throws IOException {
        Placed here = ids.get(id);
        if (here != null) {
            return here;
        }
        int ordinal = index.probably(id);
        if (ordinal < 0) {
            return null;
        }
        LogRecord stored = reader.read(index.position(ordinal), index.end());
        return stored.id().equals(id)
                ? new Placed(stored.streamName(), stored.revision(), stored.position(), id)
                : null;
    }

    private long positionIfThere(String name, StreamDraft stream, long revision, UUID id) throws IOException {
        if (revision > stream.lastRevision) {
            return -1;
        }
        long durableRevisions = stream.lastRevision - stream.drafted.size();
        if (revision > durableRevisions) {
            UUID drafted = stream.drafted.get((int) (revision - durableRevisions - 1));
            return drafted.equals(id) ? ids.get(id).position() : -1;
        }
        int ordinal = stream.entry(index, name).ordinal(revision);
        if (!index.probably(ordinal, id)) {
            return -1;
        }
        LogRecord stored = reader.read(index.position(ordinal), index.end());
        return stored.id().equals(id) ? stored.position() : -1;
    }

    private byte[] currentMetadata(String stream) throws IOException {
        byte[] drafted = draft(stream).metadata;
        if (drafted != null) {
            return drafted;
        }
        StreamEntry described = index.stream(SystemNames.metadataStreamOf(stream));
        if (described == null || described.lastRevision() < 0) {
            return "{}".getBytes(StandardCharsets.UTF_8);
        }
        int ordinal = described.ordinal(described.lastRevision());
        return bytes(reader.read(index.position(ordinal), index.end()).data());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }

    private StreamDraft draft(String stream) {
        StreamDraft known = drafts.get(stream);
        if (known != null) {
            return known;
        }
        var fresh = new StreamDraft(index.stream(stream));
        drafts.put(stream, fresh);
        return fresh;
    }

    private record Placed(String stream, long revision, long position, UUID id) {}

    /** A stream as it will be when this batch is published. */
    private static final class StreamDraft {
        private final @Nullable StreamEntry before;
        private final List<UUID> drafted = new ArrayList<>();
        private long lastRevision;
        private boolean tombstoned;
        private @Nullable StreamRules rules;
        private byte @Nullable [] metadata;

        StreamDraft(@Nullable StreamEntry before) {
            this.before = before;
            this.lastRevision = before == null ? StreamEntry.EMPTY : before.lastRevision();
            this.tombstoned = before != null && before.tombstoned();
        }

        boolean softDeleted() {
            return rules != null
                    ? rules.softDeleted()
                    : before != null && before.rules().softDeleted();
        }

        StreamEntry entry(EventIndex index, String name) {
            if (before == null) {
                throw new IllegalStateException("stream " + name + " has no durable events of " + index.events());
            }
            return before;
        }
    }
}
