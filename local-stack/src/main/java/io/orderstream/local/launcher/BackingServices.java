package io.orderstream.local.launcher;

import io.orderstream.local.eventstore.LocalEventStore;
import io.orderstream.local.kafka.LocalKafka;
import io.orderstream.local.mongodb.LocalMongo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main class of the process that holds the event store, MongoDB and Kafka. */
final class BackingServices {

    private static final Logger LOG = LoggerFactory.getLogger(BackingServices.class);
    private static final int FAILED = 1;

    private BackingServices() {}

    /** Arguments: the data folder, the file to write when ready, the ports of event store, MongoDB and Kafka. */
    public static void main(String[] arguments) {
        var data = Path.of(arguments[0]);
        var opened = new OpenServices();
        Runtime.getRuntime().addShutdownHook(new Thread(opened::close, "stop"));
        try {
            var eventStore =
                    CompletableFuture.runAsync(() -> opened.add(openEventStore(data, Integer.parseInt(arguments[2]))));
            var mongo = CompletableFuture.runAsync(() -> opened.add(openMongo(data, Integer.parseInt(arguments[3]))));
            var kafka = CompletableFuture.runAsync(
                    () -> opened.add(LocalKafka.start(data.resolve("kafka"), Integer.parseInt(arguments[4]))));
            CompletableFuture.allOf(eventStore, mongo, kafka).join();
            Files.createFile(Path.of(arguments[1]));
            LOG.info("Event store, MongoDB and Kafka serve");
        } catch (CompletionException e) {
            LOG.error("Cannot start: {}", e.getCause().getMessage(), e.getCause());
            System.exit(FAILED);
        } catch (IOException e) {
            LOG.error("Cannot write {}", arguments[1], e);
            System.exit(FAILED);
        }
    }

    private static LocalEventStore openEventStore(Path data, int port) {
        try {
            var store = LocalEventStore.open(data.resolve("eventstore"), port);
            store.failure().thenAccept(reason -> endBecause("The event store", reason));
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalMongo openMongo(Path data, int port) {
        var mongo = LocalMongo.start(data.resolve("mongodb"), port);
        mongo.failure().thenAccept(reason -> endBecause("MongoDB", reason));
        return mongo;
    }

    /** Started again, it reads what is on the disk and goes on from there. */
    private static void endBecause(String service, Throwable reason) {
        LOG.error("{} can no longer write its data, so this process ends", service, reason);
        Runtime.getRuntime().halt(FAILED);
    }

    /** What is open so far; what comes after the closing is closed at once. */
    private static final class OpenServices implements AutoCloseable {

        private final Deque<AutoCloseable> open = new ArrayDeque<>();
        private boolean closed;

        synchronized void add(AutoCloseable service) {
            if (closed) {
                close(service);
            } else {
                open.push(service);
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            open.forEach(OpenServices::close);
        }

        private static void close(AutoCloseable service) {
            try {
                service.close();
            } catch (Exception e) {
                LOG.error("Closing {} failed", service.getClass().getSimpleName(), e);
            }
        }
    }
}
