package io.orderstream.local.eventstore.protocol;

import com.eventstore.dbclient.proto.shared.Shared;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.BatchAppendReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.BatchAppendResp;
import com.google.protobuf.Any;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Empty;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.orderstream.local.eventstore.engine.Expected;
import io.orderstream.local.eventstore.engine.WriteOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The answers of a batch append, which carries its errors inside. */
final class BatchAnswers {
    private static final String TYPES = "type.googleapis.com";

    private BatchAnswers() {}

    static BatchAppendResp.Builder answer(Shared.UUID correlation, Shared.StreamIdentifier stream) {
        return BatchAppendResp.newBuilder().setCorrelationId(correlation).setStreamIdentifier(stream);
    }

    static BatchAppendResp refused(BatchAppendReq request, StatusRuntimeException refusal) {
        String why = String.valueOf(refusal.getStatus().getDescription());
        boolean tooLarge = why.startsWith("Maximum Append Size");
        Status error = tooLarge
                ? error(
                        Code.INVALID_ARGUMENT,
                        "MaximumAppendSizeExceeded",
                        Shared.MaximumAppendSizeExceeded.newBuilder()
                                .setMaxAppendSize(Refusals.MAX_APPEND_SIZE)
                                .build())
                : error(
                        Code.INVALID_ARGUMENT,
                        "BadRequest",
                        Shared.BadRequest.newBuilder().setMessage(why).build());
        return answer(request.getCorrelationId(), request.getOptions().getStreamIdentifier())
                .setError(error)
                .build();
    }

    static Status timeout() {
        return error(Code.DEADLINE_EXCEEDED, "Timeout", Shared.Timeout.getDefaultInstance());
    }

    static BatchAppendResp complete(
            BatchAppendResp.Builder answer, Shared.StreamIdentifier stream, Expected expected, WriteOutcome outcome) {
        return switch (outcome) {
            case WriteOutcome.Written written ->
                answer.setSuccess(success(written)).build();
            case WriteOutcome.WrongRevision wrong ->
                answer.setError(wrongRevision(expected, wrong.current())).build();
            case WriteOutcome.StreamDeleted ignored ->
                answer.setError(error(
                                Code.NOT_FOUND,
                                "StreamDeleted",
                                Shared.StreamDeleted.newBuilder()
                                        .setStreamIdentifier(stream)
                                        .build()))
                        .build();
            case WriteOutcome.Busy ignored ->
                answer.setError(error(Code.UNAVAILABLE, "Server Is Busy", Empty.getDefaultInstance()))
                        .build();
            case WriteOutcome.Failed failed ->
                answer.setError(error(Code.UNAVAILABLE, failed.reason(), Shared.Unknown.getDefaultInstance()))
                        .build();
        };
    }

    private static BatchAppendResp.Success success(WriteOutcome.Written written) {
        var success = BatchAppendResp.Success.newBuilder();
        if (written.lastRevision() < 0) {
            success.setNoStream(Empty.getDefaultInstance());
        } else {
            success.setCurrentRevision(written.lastRevision());
        }
        if (written.position() < 0) {
            success.setNoPosition(Empty.getDefaultInstance());
        } else {
            success.setPosition(Shared.AllStreamPosition.newBuilder()
                    .setCommitPosition(written.position())
                    .setPreparePosition(written.position()));
        }
        return success.build();
    }

    private static Status wrongRevision(Expected expected, long current) {
        var empty = Empty.getDefaultInstance();
        var wrong = Shared.WrongExpectedVersion.newBuilder();
        if (current < 0) {
            wrong.setCurrentNoStream(empty);
        } else {
            wrong.setCurrentStreamRevision(current);
        }
        if (expected.equals(Expected.ANY)) {
            wrong.setExpectedAny(empty);
        } else if (expected.equals(Expected.STREAM_EXISTS)) {
            wrong.setExpectedStreamExists(empty);
        } else if (expected.equals(Expected.NO_STREAM)) {
            wrong.setExpectedNoStream(empty);
        } else {
            wrong.setExpectedStreamPosition(expected.raw());
        }
        return error(Code.ALREADY_EXISTS, "WrongExpectedVersion", wrong.build());
    }

    /**
     * Put together as bytes: two libraries bring a class of this name, alike on the wire but not in their methods, and
     * which one is there is decided by the order of the class path.
     */
    private static Status error(Code code, String message, Message details) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = CodedOutputStream.newInstance(bytes);
            out.writeInt32(1, code.value());
            out.writeString(2, message);
            out.writeMessage(3, Any.pack(details, TYPES));
            out.flush();
            return Status.parseFrom(bytes.toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a status that was just written", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
