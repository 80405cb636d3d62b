package io.orderstream.local.eventstore.protocol;

import com.eventstore.dbclient.proto.shared.Shared;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.AppendReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.AppendResp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.orderstream.local.eventstore.engine.EventStoreEngine;
import io.orderstream.local.eventstore.engine.Expected;
import io.orderstream.local.eventstore.engine.WriteOutcome;
import io.orderstream.local.eventstore.engine.WriteRequest;
import org.jspecify.annotations.Nullable;

/** One append: options, then events, then the answer. */
final class AppendCall implements StreamObserver<AppendReq> {
    private final EventStoreEngine engine;
    private final ServerCallStreamObserver<AppendResp> client;
    private final Proposed proposed = new Proposed();
    private AppendReq.@Nullable Options options;
    private boolean refused;

    AppendCall(EventStoreEngine engine, ServerCallStreamObserver<AppendResp> client) {
        this.engine = engine;
        this.client = client;
    }

    @Override
    public void onNext(AppendReq request) {
        if (refused) {
            return;
        }
        try {
            accept(request);
        } catch (StatusRuntimeException e) {
            refused = true;
            client.onError(e);
        }
    }

    private void accept(AppendReq request) {
        if (request.hasOptions() && options == null) {
            options = request.getOptions();
        } else if (request.hasProposedMessage() && options != null) {
            var message = request.getProposedMessage();
            proposed.add(message.getId(), message.getMetadataMap(), message.getCustomMetadata(), message.getData());
        } else {
            throw Refusals.invalid("An append is its options once, and then its events.");
        }
    }

    @Override
    public void onCompleted() {
        if (refused) {
            return;
        }
        try {
            var chosen = options;
            if (chosen == null) {
                throw Refusals.invalid("An append begins with its options.");
            }
            String stream = Names.stream(chosen.getStreamIdentifier());
            Expected expected = expected(chosen);
            engine.write(
                    new WriteRequest.Append(stream, expected, proposed.events()),
                    client::isCancelled,
                    outcome -> answer(stream, expected, outcome));
        } catch (StatusRuntimeException e) {
            client.onError(e);
        }
    }

    @Override
    public void onError(Throwable cancelled) {
        refused = true;
    }

    private static Expected expected(AppendReq.Options options) {
        return switch (options.getExpectedStreamRevisionCase()) {
            case REVISION -> Names.revision(options.getRevision());
            case NO_STREAM -> Expected.NO_STREAM;
            case ANY -> Expected.ANY;
            case STREAM_EXISTS -> Expected.STREAM_EXISTS;
            case EXPECTEDSTREAMREVISION_NOT_SET -> throw Refusals.invalid("An append says what revision it expects.");
        };
    }

    private void answer(String stream, Expected expected, WriteOutcome outcome) {
        switch (outcome) {
            case WriteOutcome.Written written -> succeed(written);
            case WriteOutcome.WrongRevision wrong -> reply(wrongRevision(expected, wrong.current()));
            case WriteOutcome.StreamDeleted ignored -> client.onError(Refusals.streamDeleted(stream));
            case WriteOutcome.Busy ignored -> client.onError(Refusals.busy());
            case WriteOutcome.Failed failed ->
                client.onError(
                        Status.UNAVAILABLE.withDescription(failed.reason()).asRuntimeException());
        }
    }

    private void succeed(WriteOutcome.Written written) {
        var success = AppendResp.Success.newBuilder();
        if (written.lastRevision() < 0) {
            success.setNoStream(Shared.Empty.getDefaultInstance());
        } else {
            success.setCurrentRevision(written.lastRevision());
        }
        if (written.position() < 0) {
            success.setNoPosition(Shared.Empty.getDefaultInstance());
        } else {
            success.setPosition(AppendResp.Position.newBuilder()
                    .setCommitPosition(written.position())
                    .setPreparePosition(written.position()));
        }
        reply(AppendResp.newBuilder().setSuccess(success).build());
    }

    private void reply(AppendResp response) {
        client.onNext(response);
        client.onCompleted();
    }

    /** Told twice, as EventStoreDB does: clients of before version 20.6 read other fields. */
    private static AppendResp wrongRevision(Expected expected, long current) {
        var empty = Shared.Empty.getDefaultInstance();
        var wrong = AppendResp.WrongExpectedVersion.newBuilder();
        if (expected.equals(Expected.ANY)) {
            wrong.setExpectedAny(empty).setAny2060(empty);
        } else if (expected.equals(Expected.STREAM_EXISTS)) {
            wrong.setExpectedStreamExists(empty).setStreamExists2060(empty);
        } else if (expected.equals(Expected.NO_STREAM)) {
            wrong.setExpectedNoStream(empty).setExpectedRevision2060(-1);
        } else {
            wrong.setExpectedRevision(expected.raw()).setExpectedRevision2060(expected.raw());
        }
        if (current < 0) {
            wrong.setCurrentNoStream(empty).setNoStream2060(empty);
        } else {
            wrong.setCurrentRevision(current).setCurrentRevision2060(current);
        }
        return AppendResp.newBuilder().setWrongExpectedVersion(wrong).build();
    }
}
