package io.orderstream.local.eventstore.protocol;

import com.eventstore.dbclient.proto.streams.StreamsGrpc;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.AppendReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.AppendResp;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.BatchAppendReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.BatchAppendResp;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.DeleteReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.DeleteResp;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.TombstoneReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.TombstoneResp;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.orderstream.local.eventstore.engine.EventStoreEngine;
import java.util.concurrent.Executor;

/** Everything about streams. Its methods run on the connection's own thread, so none of them waits for anything. */
final class StreamsService extends StreamsGrpc.StreamsImplBase {
    private final EventStoreEngine engine;
    private final ReadCalls reads;
    private final DeleteCalls deletes;

    StreamsService(EventStoreEngine engine, Executor readers) {
        this.engine = engine;
        this.reads = new ReadCalls(engine, readers);
        this.deletes = new DeleteCalls(engine);
    }

    @Override
    public void read(ReadReq request, StreamObserver<ReadResp> client) {
        orRefuse(client, () -> reads.read(request.getOptions(), (ServerCallStreamObserver<ReadResp>) client));
    }

    @Override
    public StreamObserver<AppendReq> append(StreamObserver<AppendResp> client) {
        return new AppendCall(engine, cancellable(client));
    }

    @Override
    public StreamObserver<BatchAppendReq> batchAppend(StreamObserver<BatchAppendResp> client) {
        var call = new BatchAppendCall(engine, (ServerCallStreamObserver<BatchAppendResp>) client);
        call.start();
        return call;
    }

    @Override
    public void delete(DeleteReq request, StreamObserver<DeleteResp> client) {
        orRefuse(client, () -> deletes.delete(request.getOptions(), cancellable(client)));
    }

    @Override
    public void tombstone(TombstoneReq request, StreamObserver<TombstoneResp> client) {
        orRefuse(client, () -> deletes.tombstone(request.getOptions(), cancellable(client)));
    }

    /** Ends every read and subscription with word of it. */
    void stop() {
        reads.stop();
    }

    /** With a handler, answering a client that has gone away is no error. */
    private static <T> ServerCallStreamObserver<T> cancellable(StreamObserver<T> client) {
        var call = (ServerCallStreamObserver<T>) client;
        call.setOnCancelHandler(() -> {});
        return call;
    }

    private static void orRefuse(StreamObserver<?> client, Runnable call) {
        try {
            call.run();
        } catch (StatusRuntimeException e) {
            client.onError(e);
        }
    }
}
