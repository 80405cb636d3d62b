package io.orderstream.benchmarks.eventstore;

import com.eventstore.dbclient.proto.serverfeatures.ServerFeaturesGrpc;
import com.eventstore.dbclient.proto.serverfeatures.Serverfeatures.SupportedMethods;
import com.eventstore.dbclient.proto.shared.Shared;
import com.eventstore.dbclient.proto.streams.StreamsGrpc;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.AppendReq;
import com.eventstore.dbclient.proto.streams.StreamsOuterClass.AppendResp;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/** The least that a server of this protocol can do: it acknowledges appends without storing, and streams bytes. */
final class BareServer {
    /** Asks with a count and a size; answers with as many messages of that many bytes. */
    static final MethodDescriptor<byte[], byte[]> COPY = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
            .setFullMethodName("orderstream.Bare/Copy")
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();

    private BareServer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .directExecutor()
                .addService(new Acknowledging())
                .addService(new Featureless())
                .addService(ServerServiceDefinition.builder("orderstream.Bare")
                        .addMethod(COPY, ServerCalls.asyncServerStreamingCall(BareServer::copy))
                        .build())
                .build()
                .start();
        System.out.printf("event store ready at esdb://localhost:%d?tls=false%n", server.getPort());
        new CountDownLatch(1).await();
    }

    private static void copy(byte[] request, StreamObserver<byte[]> client) {
        var asked = ByteBuffer.wrap(request);
        int count = asked.getInt();
        byte[] message = new byte[asked.getInt()];
        var call = (ServerCallStreamObserver<byte[]>) client;
        int[] sent = {0};
        call.setOnReadyThreshold(512 * 1024);
        call.setOnReadyHandler(() -> {
            while (call.isReady() && sent[0] < count) {
                call.onNext(message);
                sent[0]++;
                if (sent[0] == count) {
                    call.onCompleted();
                }
            }
        });
    }

    private static final class Acknowledging extends StreamsGrpc.StreamsImplBase {
        private static final AppendResp ANSWER = AppendResp.newBuilder()
                .setSuccess(AppendResp.Success.newBuilder()
                        .setCurrentRevision(0)
                        .setPosition(AppendResp.Position.newBuilder()
                                .setCommitPosition(1)
                                .setPreparePosition(1)))
                .build();

        @Override
        public StreamObserver<AppendReq> append(StreamObserver<AppendResp> client) {
            return new StreamObserver<>() {
                @Override
                public void onNext(AppendReq request) {
                    // Nothing is kept.
                }

                @Override
                public void onError(Throwable cancelled) {
                    // Nothing is held.
                }

                @Override
                public void onCompleted() {
                    client.onNext(ANSWER);
                    client.onCompleted();
                }
            };
        }
    }

    private static final class Featureless extends ServerFeaturesGrpc.ServerFeaturesImplBase {
        @Override
        public void getSupportedMethods(Shared.Empty request, StreamObserver<SupportedMethods> client) {
            client.onNext(SupportedMethods.newBuilder()
                    .setEventStoreServerVersion("24.10.0")
                    .build());
            client.onCompleted();
        }
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
