package io.orderstream.local.eventstore.protocol;

import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.orderstream.local.eventstore.engine.EventStoreEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves the protocol on the loopback address, without TLS and without asking who calls. */
public final class ProtocolServer implements AutoCloseable {
    /** The largest message that EventStoreDB takes. */
    private static final int MAX_MESSAGE = 16 * 1024 * 1024;

    private static final int MOST_CALLS_A_CONNECTION = 4096;

    private final Server server;
    private final StreamsService streams;
    private final ExecutorService readers;

    /**
     * @param port 0 for one that is free
     * @param interceptors see every call before the store does
     */
    public ProtocolServer(EventStoreEngine engine, int port, List<ServerInterceptor> interceptors) throws IOException {
        var threads = new AtomicInteger();
        this.readers = Executors.newFixedThreadPool(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                task -> new Thread(task, "event-store-reader-" + threads.incrementAndGet()));
        this.streams = new StreamsService(engine, readers);
        var loopback = InetAddress.getLoopbackAddress();
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(loopback, port))
                .directExecutor()
                .maxInboundMessageSize(MAX_MESSAGE)
                .maxConcurrentCallsPerConnection(MOST_CALLS_A_CONNECTION)
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addService(streams)
                .addService(new ServerFeaturesService())
                .addService(new GossipService(engine.storeId(), loopback.getHostAddress(), this::port))
                .fallbackHandlerRegistry(new NotOffered());
        interceptors.forEach(builder::intercept);
        this.server = builder.build();
        try {
            server.start();
        } catch (IOException e) {
            readers.shutdown();
            throw e;
        }
    }

    public int port() {
        return server.getPort();
    }

    /** Takes no more calls and ends those that would never end by themselves; appends are still answered. */
    @Override
    public void close() {
        server.shutdown();
        streams.stop();
        try {
            if (!server.awaitTermination(2, TimeUnit.SECONDS)) {
                server.shutdownNow();
                server.awaitTermination(5, TimeUnit.SECONDS);
            }
            readers.shutdown();
            readers.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
