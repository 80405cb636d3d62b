package io.orderstream.local.eventstore.protocol;

import com.eventstore.dbclient.proto.streams.StreamsOuterClass.DeleteReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.DeleteResp;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.TombstoneReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.TombstoneResp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.orderstream.local.eventstore.engine.EventStoreEngine;
import io.orderstream.local.eventstore.engine.Expected;
import io.orderstream.local.eventstore.engine.WriteOutcome;
import io.orderstream.local.eventstore.engine.WriteRequest;
import io.orderstream.local.eventstore.index.SystemNames;
import java.util.function.LongFunction;

/** Soft and hard deletion. */
final class DeleteCalls {
    private final EventStoreEngine engine;

    DeleteCalls(EventStoreEngine engine) {
        this.engine = engine;
    }

    void delete(DeleteReq.Options options, ServerCallStreamObserver<DeleteResp> client) {
        Expected expected = switch (options.getExpectedStreamRevisionCase()) {
            case REVISION -> Names.revision(options.getRevision());
            case NO_STREAM -> Expected.NO_STREAM;
            case ANY -> Expected.ANY;
            case STREAM_EXISTS -> Expected.STREAM_EXISTS;
            case EXPECTEDSTREAMREVISION_NOT_SET -> throw Refusals.invalid("A delete says what revision it expects.");
        };
        var request = new WriteRequest.Delete(Names.stream(options.getStreamIdentifier()), expected);
        write(
                request,
                client,
                position -> DeleteResp.newBuilder()
                        .setPosition(DeleteResp.Position.newBuilder()
                                .setCommitPosition(position)
                                .setPreparePosition(position))
                        .build());
    }

    void tombstone(TombstoneReq.Options options, ServerCallStreamObserver<TombstoneResp> client) {
        Expected expected = switch (options.getExpectedStreamRevisionCase()) {
            case REVISION -> Names.revision(options.getRevision());
            case NO_STREAM -> Expected.NO_STREAM;
            case ANY -> Expected.ANY;
            case STREAM_EXISTS -> Expected.STREAM_EXISTS;
            case EXPECTEDSTREAMREVISION_NOT_SET -> throw Refusals.invalid("A tombstone says what revision it expects.");
        };
        var request = new WriteRequest.Tombstone(Names.stream(options.getStreamIdentifier()), expected);
        write(
                request,
                client,
                position -> TombstoneResp.newBuilder()
                        .setPosition(TombstoneResp.Position.newBuilder()
                                .setCommitPosition(position)
                                .setPreparePosition(position))
                        .build());
    }

    private <T> void write(WriteRequest request, ServerCallStreamObserver<T> client, LongFunction<T> success) {
        if (SystemNames.isMetadataStream(request.stream())) {
            throw Refusals.invalid("A metadata stream goes with its stream; it cannot be deleted by itself.");
        }
        engine.write(request, client::isCancelled, outcome -> {
            if (outcome instanceof WriteOutcome.Written written) {
                client.onNext(success.apply(written.position()));
                client.onCompleted();
            } else {
                client.onError(refusal(request, outcome));
            }
        });
    }

    private static StatusRuntimeException refusal(WriteRequest request, WriteOutcome outcome) {
        return switch (outcome) {
            case WriteOutcome.Written ignored -> throw new IllegalArgumentException("not a refusal");
            case WriteOutcome.WrongRevision wrong ->
                Refusals.wrongRevision(
                        "Delete", request.stream(), request.expected().raw(), wrong.current());
            case WriteOutcome.StreamDeleted ignored -> Refusals.streamDeleted(request.stream());
            case WriteOutcome.Busy ignored -> Refusals.busy();
            case WriteOutcome.Failed failed ->
                Status.UNAVAILABLE.withDescription(failed.reason()).asRuntimeException();
        };
    }
}
