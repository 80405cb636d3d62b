package io.orderstream.local.eventstore.protocol;

import com.eventstore.dbclient.proto.shared.Shared;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import com.google.protobuf.UnsafeByteOperations;
import io.orderstream.local.eventstore.engine.ResolvedRecord;
import io.orderstream.local.eventstore.log.LogRecord;
import java.util.UUID;

/** Stored events as the protocol writes them. */
final class EventEncoder {
    private final boolean idsAsText;

    EventEncoder(ReadReq.Options.UUIDOption option) {
        this.idsAsText = option.hasString();
    }

    ReadResp encode(ResolvedRecord resolved) {
        var event = ReadResp.ReadEvent.newBuilder()
                .setCommitPosition(resolved.original().position());
        if (resolved.event() != null) {
            event.setEvent(recorded(resolved.event()));
        }
        if (resolved.link() != null) {
            event.setLink(recorded(resolved.link()));
        }
        return ReadResp.newBuilder().setEvent(event).build();
    }

    private ReadResp.ReadEvent.RecordedEvent recorded(LogRecord event) {
        return ReadResp.ReadEvent.RecordedEvent.newBuilder()
                .setId(id(event.id()))
                .setStreamIdentifier(Shared.StreamIdentifier.newBuilder()
                        .setStreamName(UnsafeByteOperations.unsafeWrap(event.stream())))
                .setStreamRevision(event.revision())
                .setCommitPosition(event.position())
                .setPreparePosition(event.position())
                .putMetadata("type", event.typeName())
                .putMetadata("created", Long.toString(event.created()))
                .putMetadata("content-type", event.json() ? "application/json" : "application/octet-stream")
                .setCustomMetadata(UnsafeByteOperations.unsafeWrap(event.metadata()))
                .setData(UnsafeByteOperations.unsafeWrap(event.data()))
                .build();
    }

    private Shared.UUID id(UUID id) {
        return idsAsText
                ? Shared.UUID.newBuilder().setString(id.toString()).build()
                : Shared.UUID
                        .newBuilder()
                        .setStructured(Shared.UUID
                                .Structured
                                .newBuilder()
                                .setMostSignificantBits(id.getMostSignificantBits())
                                .setLeastSignificantBits(id.getLeastSignificantBits()))
                        .build();
    }
}
