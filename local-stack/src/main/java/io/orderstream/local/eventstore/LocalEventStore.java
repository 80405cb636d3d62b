package io.orderstream.local.eventstore;

import io.grpc.ServerInterceptor;
import io.orderstream.local.eventstore.engine.EventStoreEngine;
import io.orderstream.local.eventstore.log.Recovery;
import io.orderstream.local.eventstore.protocol.ProtocolServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event store on this machine for EventStoreDB's official clients: streams, {@code $all}, catch-up subscriptions,
 * metadata, deletion. An acknowledged append is on disk and survives the process being killed.
 *
 * <p>It is for trying, developing and testing. It listens on the loopback address only, without TLS, users or access
 * control, it does not replicate, it never gives disk space back, and it has neither persistent subscriptions nor
 * projections. Past one machine, run EventStoreDB itself; a client will not notice otherwise.
 */
public final class LocalEventStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalEventStore.class);

    private final EventStoreEngine engine;
    private final ProtocolServer server;

    private LocalEventStore(EventStoreEngine engine, ProtocolServer server) {
        this.engine = engine;
        this.server = server;
    }

    /**
     * Opens the store in the folder, making both if need be, and serves it. When this returns, clients can connect.
     *
     * @param port 0 for one that is free
     * @throws io.orderstream.local.eventstore.engine.DataFolderInUseException if another store has the folder open
     * @throws io.orderstream.local.eventstore.log.LogCorruptedException if what was acknowledged is damaged
     * @throws IOException if the folder cannot be used or the port is taken
     */
    public static LocalEventStore open(Path dataFolder, int port) throws IOException {
        return open(dataFolder, port, List.of());
    }

    /** The same, with a say in what clients call; for tests of how clients take it. */
    public static LocalEventStore open(Path dataFolder, int port, List<ServerInterceptor> interceptors)
            throws IOException {
        var engine = EventStoreEngine.open(dataFolder);
        try {
            var store = new LocalEventStore(engine, new ProtocolServer(engine, port, interceptors));
            store.report();
            return store;
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private void report() {
        Recovery found = recovery();
        LOG.info("Event store with {} events ready on port {}", found.events(), port());
        if (found.cut() > 0) {
            LOG.warn(
                    "The log ended in {} bytes that are no whole append; they were cut off at {} and kept in {}",
                    found.cut(),
                    found.end(),
                    found.saved());
        }
    }

    public int port() {
        return server.port();
    }

    /** For {@code EventStoreDBConnectionString.parseOrThrow}. */
    public String connectionString() {
        return "esdb://localhost:%d?tls=false".formatted(port());
    }

    /** What opening found, and whether a torn tail was cut. */
    public Recovery recovery() {
        return engine.recovery();
    }

    /** Completes with the reason when data can no longer be written; then only closing and opening it again helps. */
    public CompletionStage<Throwable> failure() {
        return engine.failure();
    }

    /** Breaks subscriptions off, writes what is waiting and gives the folder up. */
    @Override
    public void close() throws IOException {
        server.close();
        engine.close();
    }

    /** Runs a store by itself: the data folder, then the port. It says on standard output when it is ready. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 2) {
            System.err.println("usage: LocalEventStore <data folder> <port, 0 for a free one>");
            System.exit(2);
        }
        var store = open(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(store)));
        System.out.printf("event store ready at %s%n", store.connectionString());
        new CountDownLatch(1).await();
    }

    private static void closeQuietly(LocalEventStore store) {
        try {
            store.close();
        } catch (IOException e) {
            LOG.error("The event store did not close in order", e);
        }
    }
}
