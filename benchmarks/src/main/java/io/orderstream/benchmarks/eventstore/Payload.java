package io.orderstream.benchmarks.eventstore;

import com.eventstore.dbclient.EventData;
import com.eventstore.dbclient.proto.shared.Shared;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.AppendReq;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The event that every benchmark writes: 500 bytes of JSON. */
final class Payload {
    static final int SIZE = 500;

    private static final byte[] BYTES = bytes();

    private Payload() {}

    private static byte[] bytes() {
        String start = "{\"text\":\"";
        String end = "\"}";
        String filling = "x".repeat(SIZE - start.length() - end.length());
        return (start + filling + end).getBytes(StandardCharsets.UTF_8);
    }

    static EventData event() {
        return EventData.builderAsJson(UUID.randomUUID(), "order-placed", BYTES).build();
    }

    static AppendReq options(String stream) {
        return AppendReq.newBuilder()
                .setOptions(AppendReq.Options.newBuilder()
                        .setStreamIdentifier(
                                Shared.StreamIdentifier.newBuilder().setStreamName(ByteString.copyFromUtf8(stream)))
                        .setNoStream(Shared.Empty.getDefaultInstance()))
                .build();
    }

    static AppendReq message() {
        UUID id = UUID.randomUUID();
        return AppendReq.newBuilder()
                .setProposedMessage(AppendReq.ProposedMessage.newBuilder()
                        .setId(Shared.UUID
                                .newBuilder()
                                .setStructured(Shared.UUID
                                        .Structured
                                        .newBuilder()
                                        .setMostSignificantBits(id.getMostSignificantBits())
                                        .setLeastSignificantBits(id.getLeastSignificantBits())))
                        .putMetadata("type", "order-placed")
                        .putMetadata("content-type", "application/json")
                        .setData(ByteString.copyFrom(BYTES)))
                .build();
    }
}
