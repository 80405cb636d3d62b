package io.orderstream.local.eventstore.protocol;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Errors as EventStoreDB words them: clients read the trailers, people the description. */
final class Refusals {
    static final int MAX_APPEND_SIZE = 1024 * 1024;

    private Refusals() {}

    static StatusRuntimeException streamDeleted(String stream) {
        return refusal(
                Status.FAILED_PRECONDITION.withDescription("Event stream '%s' is deleted.".formatted(stream)),
                "exception",
                "stream-deleted",
                "stream-name",
                stream);
    }

    static StatusRuntimeException wrongRevision(String operation, String stream, long expected, long actual) {
        return refusal(
                Status.FAILED_PRECONDITION.withDescription(
                        "%s failed due to WrongExpectedVersion. Stream: %s, Expected version: %d, Actual version: %d"
                                .formatted(operation, stream, expected, actual)),
                "exception",
                "wrong-expected-version",
                "stream-name",
                stream,
                "expected-version",
                Long.toString(expected),
                "actual-version",
                Long.toString(actual));
    }

    static StatusRuntimeException appendTooLarge() {
        return refusal(
                Status.INVALID_ARGUMENT.withDescription(
                        "Maximum Append Size of %d Exceeded.".formatted(MAX_APPEND_SIZE)),
                "exception",
                "maximum-append-size-exceeded",
                "maximum-append-size",
                Integer.toString(MAX_APPEND_SIZE));
    }

    static StatusRuntimeException missingMetadata(String property) {
        return refusal(
                Status.INVALID_ARGUMENT.withDescription(
                        "Required Metadata Property '%s' is missing".formatted(property)),
                "exception",
                "missing-required-metadata-property",
                "required-metadata-properties",
                "type,content-type");
    }

    static StatusRuntimeException invalid(String what) {
        return Status.INVALID_ARGUMENT.withDescription(what).asRuntimeException();
    }

    static StatusRuntimeException busy() {
        return Status.UNAVAILABLE.withDescription("Server Is Too Busy").asRuntimeException();
    }

    /** Trailers must be ASCII; a name that is not is told in the description only. */
    private static StatusRuntimeException refusal(Status status, String... trailers) {
        var metadata = new Metadata();
        for (int i = 0; i < trailers.length; i += 2) {
            if (trailers[i + 1].chars().allMatch(c -> c >= ' ' && c < 127)) {
                metadata.put(Metadata.Key.of(trailers[i], Metadata.ASCII_STRING_MARSHALLER), trailers[i + 1]);
            }
        }
        return status.asRuntimeException(metadata);
    }
}
