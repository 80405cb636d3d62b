package io.orderstream.local.eventstore.protocol;

import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.orderstream.local.eventstore.engine.ResolvedRecord;
import io.orderstream.local.eventstore.feed.Outlet;
import io.orderstream.local.eventstore.log.LogCorruptedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client that reads. It takes more whenever its connection has room, and nothing waits for it in memory. */
final class CallOutlet implements Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(CallOutlet.class);

    private final ServerCallStreamObserver<ReadResp> client;
    private final EventEncoder encoder;

    CallOutlet(ServerCallStreamObserver<ReadResp> client, EventEncoder encoder) {
        this.client = client;
        this.encoder = encoder;
    }

    @Override
    public boolean ready() {
        return client.isReady();
    }

    @Override
    public boolean gone() {
        return client.isCancelled();
    }

    @Override
    public void event(ResolvedRecord event) {
        client.onNext(encoder.encode(event));
    }

    @Override
    public void confirmed(String subscriptionId) {
        send(ReadResp.newBuilder()
                .setConfirmation(ReadResp.SubscriptionConfirmation.newBuilder().setSubscriptionId(subscriptionId)));
    }

    @Override
    public void checkpoint(long position) {
        send(ReadResp.newBuilder()
                .setCheckpoint(ReadResp.Checkpoint.newBuilder()
                        .setCommitPosition(position)
                        .setPreparePosition(position)));
    }

    @Override
    public void caughtUp() {
        send(ReadResp.newBuilder().setCaughtUp(ReadResp.CaughtUp.getDefaultInstance()));
    }

    @Override
    public void fellBehind() {
        send(ReadResp.newBuilder().setFellBehind(ReadResp.FellBehind.getDefaultInstance()));
    }

    @Override
    public void streamNotFound(String stream) {
        send(ReadResp.newBuilder()
                .setStreamNotFound(ReadResp.StreamNotFound.newBuilder().setStreamIdentifier(Names.identifier(stream))));
    }

    @Override
    public void firstStreamPosition(long revision) {
        send(ReadResp.newBuilder().setFirstStreamPosition(revision));
    }

    @Override
    public void lastStreamPosition(long revision) {
        send(ReadResp.newBuilder().setLastStreamPosition(revision));
    }

    private void send(ReadResp.Builder message) {
        client.onNext(message.build());
    }

    @Override
    public void complete() {
        client.onCompleted();
    }

    @Override
    public void streamDeleted(String stream) {
        client.onError(Refusals.streamDeleted(stream));
    }

    /** Not CANCELLED, which the official client takes for its own wish and keeps to itself. */
    @Override
    public void stopped() {
        client.onError(Status.UNAVAILABLE
                .withDescription("The event store is shutting down.")
                .asRuntimeException());
    }

    @Override
    public void failed(Exception cause) {
        if (client.isCancelled()) {
            return;
        }
        LOG.error("A read failed", cause);
        Status status = cause instanceof LogCorruptedException ? Status.DATA_LOSS : Status.INTERNAL;
        client.onError(status.withDescription(cause.getMessage()).asRuntimeException());
    }
}
