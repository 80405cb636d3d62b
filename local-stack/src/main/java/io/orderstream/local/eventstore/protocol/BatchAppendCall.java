package io.orderstream.local.eventstore.protocol;

import com.eventstore.dbclient.proto.shared.Shared;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.BatchAppendReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.BatchAppendResp;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.orderstream.local.eventstore.engine.EventStoreEngine;
import io.orderstream.local.eventstore.engine.Expected;
import io.orderstream.local.eventstore.engine.WriteOutcome;
import io.orderstream.local.eventstore.engine.WriteRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Many appends over one call, each in pieces, each answered by itself. A client that sends more than is written or
 * does not take its answers is not read from until it does.
 */
final class BatchAppendCall implements StreamObserver<BatchAppendReq> {
    private static final int MOST_IN_FLIGHT = 512;
    private static final int MOST_UNFINISHED = 128;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final EventStoreEngine engine;
    private final ServerCallStreamObserver<BatchAppendResp> client;
    private final Map<Shared.UUID, Unfinished> unfinished = new HashMap<>();
    private int inFlight;
    private boolean waiting;
    private boolean halfClosed;
    private boolean closed;

    BatchAppendCall(EventStoreEngine engine, ServerCallStreamObserver<BatchAppendResp> client) {
        this.engine = engine;
        this.client = client;
        client.disableAutoRequest();
        client.setOnReadyHandler(this::requestMore);
        client.setOnCancelHandler(this::close);
    }

    void start() {
        client.request(1);
    }

    @Override
    public synchronized void onNext(BatchAppendReq request) {
        expire();
        try {
            accept(request);
        } catch (StatusRuntimeException e) {
            unfinished.remove(request.getCorrelationId());
            reply(BatchAnswers.refused(request, e));
        }
        waiting = true;
        requestMore();
    }

    private void accept(BatchAppendReq request) {
        Unfinished append = unfinished.get(request.getCorrelationId());
        if (append == null && request.hasOptions()) {
            append = new Unfinished(request.getCorrelationId(), request.getOptions());
            if (unfinished.size() >= MOST_UNFINISHED) {
                throw Refusals.invalid("No more than %d appends may be unfinished.".formatted(MOST_UNFINISHED));
            }
            unfinished.put(request.getCorrelationId(), append);
        }
        if (append == null) {
            return;
        }
        if (append.late()) {
            unfinished.remove(request.getCorrelationId());
            reply(append.timeout());
            return;
        }
        for (var message : request.getProposedMessagesList()) {
            append.proposed.add(
                    message.getId(), message.getMetadataMap(), message.getCustomMetadata(), message.getData());
        }
        if (request.getIsFinal()) {
            unfinished.remove(request.getCorrelationId());
            write(append);
        }
    }

    private void write(Unfinished append) {
        inFlight++;
        engine.write(
                new WriteRequest.Append(append.stream, append.expected, append.proposed.events()),
                () -> abandoned(append),
                outcome -> answered(append.answer(outcome)));
    }

    private boolean abandoned(Unfinished append) {
        if (append.late() && !client.isCancelled()) {
            answered(append.timeout());
        }
        return client.isCancelled() || append.late();
    }

    private synchronized void answered(BatchAppendResp answer) {
        inFlight--;
        reply(answer);
        requestMore();
        completeIfDone();
    }

    private void expire() {
        for (Iterator<Unfinished> each = unfinished.values().iterator(); each.hasNext(); ) {
            Unfinished append = each.next();
            if (append.late()) {
                each.remove();
                reply(append.timeout());
            }
        }
    }

    private synchronized void requestMore() {
        if (waiting && !closed && inFlight < MOST_IN_FLIGHT && client.isReady()) {
            waiting = false;
            client.request(1);
        }
    }

    private void reply(BatchAppendResp answer) {
        if (!closed) {
            client.onNext(answer);
        }
    }

    @Override
    public synchronized void onCompleted() {
        halfClosed = true;
        completeIfDone();
    }

    private void completeIfDone() {
        if (halfClosed && inFlight == 0 && !closed) {
            closed = true;
            client.onCompleted();
        }
    }

    @Override
    public void onError(Throwable cancelled) {
        close();
    }

    private synchronized void close() {
        closed = true;
        unfinished.clear();
    }

    /** An append whose last piece has not come yet, or that is being written. */
    private static final class Unfinished {
        private final Shared.UUID correlation;
        private final BatchAppendReq.Options options;
        private final String stream;
        private final Expected expected;
        private final long deadline;
        private final Proposed proposed = new Proposed();

        Unfinished(Shared.UUID correlation, BatchAppendReq.Options options) {
            this.correlation = correlation;
            this.options = options;
            this.stream = Names.stream(options.getStreamIdentifier());
            this.expected = expected(options);
            this.deadline = System.nanoTime() + remaining(options).toNanos();
        }

        private static Expected expected(BatchAppendReq.Options options) {
            return switch (options.getExpectedStreamPositionCase()) {
                case STREAM_POSITION -> Names.revision(options.getStreamPosition());
                case NO_STREAM -> Expected.NO_STREAM;
                case ANY -> Expected.ANY;
                case STREAM_EXISTS -> Expected.STREAM_EXISTS;
                case EXPECTEDSTREAMPOSITION_NOT_SET ->
                    throw Refusals.invalid("An append says what revision it expects.");
            };
        }

        private static Duration remaining(BatchAppendReq.Options options) {
            long millis = switch (options.getDeadlineOptionCase()) {
                case DEADLINE ->
                    millis(
                            options.getDeadline().getSeconds(),
                            options.getDeadline().getNanos());
                case DEADLINE_21_10_0 ->
                    millis(
                                    options.getDeadline21100().getSeconds(),
                                    options.getDeadline21100().getNanos())
                            - System.currentTimeMillis();
                case DEADLINEOPTION_NOT_SET -> LONGEST.toMillis();
            };
            return Duration.ofMillis(Math.min(millis, LONGEST.toMillis()));
        }

        private static long millis(long seconds, int nanos) {
            return Math.clamp(seconds, 0, Integer.MAX_VALUE) * 1000L + nanos / 1_000_000;
        }

        boolean late() {
            return System.nanoTime() - deadline >= 0;
        }

        BatchAppendResp timeout() {
            return BatchAnswers.answer(correlation, options.getStreamIdentifier())
                    .setError(BatchAnswers.timeout())
                    .build();
        }

        BatchAppendResp answer(WriteOutcome outcome) {
            BatchAppendResp.Builder answer = BatchAnswers.answer(correlation, options.getStreamIdentifier());
            switch (options.getExpectedStreamPositionCase()) {
                case STREAM_POSITION -> answer.setStreamPosition(options.getStreamPosition());
                case NO_STREAM -> answer.setNoStream(options.getNoStream());
                case ANY -> answer.setAny(options.getAny());
                case STREAM_EXISTS -> answer.setStreamExists(options.getStreamExists());
                case EXPECTEDSTREAMPOSITION_NOT_SET -> throw new IllegalStateException("refused before");
            }
            return BatchAnswers.complete(answer, options.getStreamIdentifier(), expected, outcome);
        }
    }
}
