package io.orderstream.local.eventstore.protocol;

import com.eventstore.dbclient.proto.gossip.GossipGrpc;
import com.eventstore.dbclient.proto.gossip.GossipOuterClass.ClusterInfo;
import com.eventstore.dbclient.proto.gossip.GossipOuterClass.EndPoint;
import com.eventstore.dbclient.proto.gossip.GossipOuterClass.MemberInfo;
import com.eventstore.dbclient.proto.shared.Shared;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.UUID;
import java.util.function.IntSupplier;

/** A cluster of one node, which leads. */
final class GossipService extends GossipGrpc.GossipImplBase {
    private final UUID instance;
    private final String host;
    private final IntSupplier port;

    GossipService(UUID instance, String host, IntSupplier port) {
        this.instance = instance;
        this.host = host;
        this.port = port;
    }

    @Override
    public void read(Shared.Empty request, StreamObserver<ClusterInfo> client) {
        client.onNext(ClusterInfo.newBuilder()
                .addMembers(MemberInfo.newBuilder()
                        .setInstanceId(Shared.UUID
                                .newBuilder()
                                .setStructured(Shared.UUID
                                        .Structured
                                        .newBuilder()
                                        .setMostSignificantBits(instance.getMostSignificantBits())
                                        .setLeastSignificantBits(instance.getLeastSignificantBits())))
                        .setTimeStamp(Instant.now().toEpochMilli() * 10_000)
                        .setState(MemberInfo.VNodeState.Leader)
                        .setIsAlive(true)
                        .setHttpEndPoint(EndPoint.newBuilder().setAddress(host).setPort(port.getAsInt())))
                .build());
        client.onCompleted();
    }
}
