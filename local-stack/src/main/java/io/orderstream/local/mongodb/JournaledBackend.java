package io.orderstream.local.mongodb;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Commits the store between commands only. The store's own background commit takes its maps one after another, so that
 * after a kill a checkpoint could be there without the documents that were written before it.
 */
final class JournaledBackend extends H2Backend {

    private static final long COMMIT_INTERVAL_MILLIS = 100;
    private static final long COMPACT_INTERVAL_MILLIS = 2_000;
    /** Every commit writes each page it touched, so small pages make small commits. */
    private static final int PAGE_BYTES = 4096;

    private static final int CACHE_MEGABYTES = 64;

    /** Replaced data may be written over this soon, for every commit is forced to the disk. */
    private static final int RETENTION_MILLIS = 2_000;

    private static final int COMPACT_BELOW_FILL_PERCENT = 50;
    private static final int COMPACT_BYTES = 1024 * 1024;

    private final MVStore store;
    private final ReadWriteLock commandsOrCommit = new ReentrantReadWriteLock();
    private final ScheduledExecutorService committer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("mongo-commit").daemon().factory());
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    private JournaledBackend(MVStore store) {
        super(store);
        this.store = store;
        committer.scheduleWithFixedDelay(
                this::commitOrFail, COMMIT_INTERVAL_MILLIS, COMMIT_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        committer.scheduleWithFixedDelay(
                this::compactOrFail, COMPACT_INTERVAL_MILLIS, COMPACT_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    static JournaledBackend open(Path file) {
        var store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .pageSplitSize(PAGE_BYTES)
                .cacheSize(CACHE_MEGABYTES)
                .open();
        store.setRetentionTime(RETENTION_MILLIS);
        return new JournaledBackend(store);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new LocalDatabase(name, getMvStore(), getCursorRegistry());
    }

    CompletionStage<Throwable> failure() {
        return failure;
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        refuseAfterFailure();
        Document answer;
        commandsOrCommit.readLock().lock();
        try {
            answer = super.handleMessage(message);
        } finally {
            commandsOrCommit.readLock().unlock();
        }
        if (asksForTheJournal(message.getDocument())) {
            commitOrFail();
            refuseAfterFailure();
        }
        return answer;
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        commandsOrCommit.readLock().lock();
        try {
            return super.handleQuery(query);
        } finally {
            commandsOrCommit.readLock().unlock();
        }
    }

    /** A commit under way ends first: interrupting it would close the file under the store. */
    @Override
    public void close() {
        committer.close();
        super.close();
    }

    private void commitOrFail() {
        commandsOrCommit.writeLock().lock();
        try {
            if (!store.isClosed() && store.hasUnsavedChanges()) {
                store.commit();
                store.sync();
            }
        } catch (RuntimeException e) {
            failure.complete(e);
        } finally {
            commandsOrCommit.writeLock().unlock();
        }
    }

    private void compactOrFail() {
        commandsOrCommit.writeLock().lock();
        try {
            if (!store.isClosed()) {
                store.compact(COMPACT_BELOW_FILL_PERCENT, COMPACT_BYTES);
            }
        } catch (RuntimeException e) {
            failure.complete(e);
        } finally {
            commandsOrCommit.writeLock().unlock();
        }
    }

    private void refuseAfterFailure() {
        if (failure.isDone()) {
            throw new MongoServerError(14031, "OutOfDiskSpace", "data can no longer be written: " + failure.join());
        }
    }

    private static boolean asksForTheJournal(Document command) {
        return command.get("writeConcern") instanceof Document concern
                && (Boolean.TRUE.equals(concern.get("j")) || isMajority(concern.get("w")));
    }

    private static boolean isMajority(@Nullable Object acknowledgements) {
        return "majority".equals(acknowledgements);
    }
}
