package io.orderstream.local.mongodb;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.h2.mvstore.MVStoreException;

/**
 * A server that speaks MongoDB's wire protocol and keeps its data in one file of a folder.
 *
 * <p>Durability is MongoDB's own default: a write is acknowledged once it is applied, and is on the disk at the latest
 * 100 ms later; one that asks for the journal ({@code j: true}) or for a majority is on the disk before it is
 * acknowledged. After a kill or a power cut the data is as it stood between two commands, so a later write is never
 * there without an earlier one. Closing keeps everything.
 *
 * <p>Secondary indexes serve what asks for single values or a range of their fields, or for an order that they have; they
 * are not walked for an {@code $in} or {@code $or}, nor do they answer without looking at the documents. There are no
 * transactions, no change streams and no text search, and {@code maxTimeMS} is not kept. Only this machine can connect, and
 * one folder serves one server at a time.
 */
public final class LocalMongo implements AutoCloseable {

    private final JournaledBackend backend;
    private final MongoServer server;
    private final int port;

    private LocalMongo(JournaledBackend backend, MongoServer server, int port) {
        this.backend = backend;
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a server over the folder, which is created when it is new, and returns once it serves clients.
     *
     * @param port the port on localhost; 0 picks a free one
     */
    public static LocalMongo start(Path dataDirectory, int port) {
        var backend = open(dataDirectory);
        var server = new MongoServer(backend);
        try {
            server.bind("localhost", port);
            return new LocalMongo(backend, server, server.getLocalAddress().getPort());
        } catch (Throwable e) {
            server.shutdownNow();
            throw new IllegalStateException("MongoDB cannot listen on localhost:" + port + ": " + e.getMessage(), e);
        }
    }

    public String connectionString() {
        return "mongodb://localhost:" + port;
    }

    /** Completes with the reason when data can no longer be written; from then on every command is answered with an error. */
    public CompletionStage<Throwable> failure() {
        return backend.failure();
    }

    @Override
    public void close() {
        server.shutdown();
    }

    private static JournaledBackend open(Path dataDirectory) {
        try {
            Files.createDirectories(dataDirectory);
            return JournaledBackend.open(dataDirectory.resolve("mongodb.mv.db"));
        } catch (IOException e) {
            throw new UncheckedIOException("MongoDB cannot start in " + dataDirectory + ": " + e.getMessage(), e);
        } catch (MVStoreException e) {
            throw new IllegalStateException("MongoDB cannot start in " + dataDirectory + ": " + e.getMessage(), e);
        }
    }
}
