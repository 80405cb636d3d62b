package io.orderstream.local.eventstore.protocol;

import com.eventstore.dbclient.proto.serverfeatures.ServerFeaturesGrpc;
import com.eventstore.dbclient.proto.serverfeatures.Serverfeatures.SupportedMethod;
import com.eventstore.dbclient.proto.serverfeatures.Serverfeatures.SupportedMethods;
import com.eventstore.dbclient.proto.shared.Shared;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** What is offered, so that a client knows beforehand what to ask for. */
final class ServerFeaturesService extends ServerFeaturesGrpc.ServerFeaturesImplBase {
    /** The version of EventStoreDB whose behaviour is kept to. */
    private static final String VERSION = "23.10.1";

    private static final String STREAMS = "event_store.client.streams.streams";

    @Override
    public void getSupportedMethods(Shared.Empty request, StreamObserver<SupportedMethods> client) {
        client.onNext(SupportedMethods.newBuilder()
                .setEventStoreServerVersion(VERSION)
                .addMethods(method(STREAMS, "read", List.of("position", "events")))
                .addMethods(method(STREAMS, "append", List.of()))
                .addMethods(method(STREAMS, "delete", List.of()))
                .addMethods(method(STREAMS, "tombstone", List.of()))
                .addMethods(method(STREAMS, "batchappend", List.of("deadline_duration")))
                .addMethods(method("event_store.client.gossip.gossip", "read", List.of()))
                .addMethods(
                        method("event_store.client.server_features.serverfeatures", "getsupportedmethods", List.of()))
                .build());
        client.onCompleted();
    }

    private static SupportedMethod method(String service, String name, List<String> features) {
        return SupportedMethod.newBuilder()
                .setServiceName(service)
                .setMethodName(name)
                .addAllFeatures(features)
                .build();
    }
}
