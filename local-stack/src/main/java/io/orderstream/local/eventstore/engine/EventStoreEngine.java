package io.orderstream.local.eventstore.engine;

import io.orderstream.local.eventstore.index.EventIndex;
import io.orderstream.local.eventstore.index.StreamRules;
import io.orderstream.local.eventstore.index.SystemNames;
import io.orderstream.local.eventstore.log.EventLog;
import io.orderstream.local.eventstore.log.LogRecord;
import io.orderstream.local.eventstore.log.Recovery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A durable event store inside this process. What it answers to a write is on disk; what it reads was on disk before
 * it could be read. It does not replicate, does not scavenge, and has the folder to itself.
 */
public final class EventStoreEngine implements AutoCloseable {
    private final DataFolder folder;
    private final EventLog log;
    private final EventIndex index;
    private final Writer writer;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Set<Runnable> commitListeners = ConcurrentHashMap.newKeySet();

    private EventStoreEngine(DataFolder folder, EventLog log, EventIndex index, long lastCreated) {
        this.folder = folder;
        this.log = log;
        this.index = index;
        this.writer = new Writer(log, index, lastCreated, () -> commitListeners.forEach(Runnable::run));
    }

    /**
     * Opens the store, making it if the folder holds none. The index is rebuilt from the log each time, so there is
     * none on disk that could be stale.
     *
     * @throws DataFolderInUseException if another store has the folder open
     * @throws io.orderstream.local.eventstore.log.LogCorruptedException if the log is damaged before its tail
     */
    public static EventStoreEngine open(Path dataFolder) throws IOException {
        var folder = DataFolder.open(dataFolder);
        try {
            var loader = new IndexLoader();
            var log = EventLog.open(folder.log(), loader);
            loader.index.publish(log.recovery().end());
            var engine = new EventStoreEngine(folder, log, loader.index, loader.lastCreated);
            engine.writer.start();
            return engine;
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** What opening found, and whether a torn tail was cut. */
    public Recovery recovery() {
        return log.recovery();
    }

    public UUID storeId() {
        return log.storeId();
    }

    /** Completes with the reason when a write or an fsync failed; from then on nothing is written until it is opened anew. */
    public CompletionStage<Throwable> failure() {
        return writer.failure();
    }

    /**
     * Queues a write.
     *
     * @param abandoned asked right before the write is decided; if true it is dropped and nobody is told
     * @param answer called once the outcome is on disk, in the order of the requests; it must not block
     */
    public void write(WriteRequest request, BooleanSupplier abandoned, Consumer<WriteOutcome> answer) {
        writer.submit(request, abandoned, answer);
    }

    public EventReader reader() {
        return new EventReader(index, log.reader());
    }

    /** The listener runs after each commit; it must not block. */
    public void onCommit(Runnable listener) {
        commitListeners.add(listener);
    }

    public void removeOnCommit(Runnable listener) {
        commitListeners.remove(listener);
    }

    /** Writes what is waiting, seals the log and gives the folder up. */
    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            writer.close();
            if (!writer.isBroken()) {
                log.seal();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            log.close();
            folder.close();
        }
    }

    private static final class IndexLoader implements Consumer<LogRecord> {
        private final EventIndex index = new EventIndex();
        private long lastCreated;

        @Override
        public void accept(LogRecord event) {
            String stream = event.streamName();
            lastCreated = event.created();
            if (event.tombstone()) {
                index.addTombstone(stream, event.position(), event.id());
                return;
            }
            index.add(stream, event.position(), event.id());
            if (SystemNames.isMetadataStream(stream)) {
                ByteBuffer data = event.data();
                byte[] metadata = new byte[data.remaining()];
                data.get(metadata);
                index.rules(SystemNames.describedBy(stream), StreamRules.parse(metadata));
            }
        }
    }
}
