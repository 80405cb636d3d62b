package io.orderstream.local.eventstore.engine;

import io.orderstream.local.eventstore.index.EventIndex;
import io.orderstream.local.eventstore.log.EventLog;
import io.orderstream.local.eventstore.log.LogReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. While it waits for the disk, requests gather, and all that gathered share the next
 * fsync: under load a batch is large, without load a request waits for nobody.
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final WriteRequest NOTHING = new WriteRequest.Append("", Expected.ANY, List.of());
    private static final int MAX_BATCH = 4096;
    private static final long MAX_BATCH_WEIGHT = 16L * 1024 * 1024;
    private static final long MAX_WAITING_WEIGHT = 128L * 1024 * 1024;

    private final EventLog log;
    private final EventIndex index;
    private final LogReader reader;
    private final Runnable afterCommit;
    private final LinkedTransferQueue<Pending> queue = new LinkedTransferQueue<>();
    private final AtomicLong waitingWeight = new AtomicLong();
    private final Thread thread;
    /** Answering takes as long as deciding; the next batch need not wait for it. */
    private final ExecutorService answers =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "event-store-answers"));

    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    private volatile boolean closed;
    private long lastCreated;

    Writer(EventLog log, EventIndex index, long lastCreated, Runnable afterCommit) {
        this.log = log;
        this.index = index;
        this.reader = log.reader();
        this.lastCreated = lastCreated;
        this.afterCommit = afterCommit;
        this.thread = new Thread(this::run, "event-store-writer");
    }

    void start() {
        thread.start();
    }

    /**
     * Queues the request.
     *
     * @param abandoned asked right before the request is decided; if true it is dropped and nobody is told
     * @param answer called once the outcome is on disk, in the order of the requests; it must not block
     */
    void submit(WriteRequest request, BooleanSupplier abandoned, Consumer<WriteOutcome> answer) {
        long weight = request.weight();
        if (waitingWeight.addAndGet(weight) > MAX_WAITING_WEIGHT) {
            waitingWeight.addAndGet(-weight);
            answer.accept(new WriteOutcome.Busy());
            return;
        }
        queue.add(new Pending(request, weight, abandoned, answer));
        if (closed) {
            failWaiting("the event store is closed");
        }
    }

    private void run() {
        List<Pending> batch = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            try {
                gather(batch);
                commit(batch);
            } catch (InterruptedException e) {
                LOG.warn("The event store's writer was interrupted and goes on");
            }
            batch.clear();
        }
        failWaiting("the event store is closed");
    }

    private void gather(List<Pending> batch) throws InterruptedException {
        Pending next = queue.take();
        long weight = 0;
        while (next != null) {
            batch.add(next);
            weight += next.weight();
            next = batch.size() < MAX_BATCH && weight < MAX_BATCH_WEIGHT ? queue.poll() : null;
        }
        waitingWeight.addAndGet(-weight);
    }

    private void commit(List<Pending> pending) {
        List<Pending> wanted = pending.stream()
                .filter(each -> !each.abandoned().getAsBoolean())
                .toList();
        if (isBroken()) {
            refuse(wanted);
            return;
        }
        try {
            write(wanted);
        } catch (IOException | RuntimeException | Error e) {
            // After a failed write or fsync nobody knows what is on disk; only a restart, which reads it, does.
            LOG.error("The event store stops writing", e);
            failure.complete(e);
            refuse(wanted);
        }
    }

    private void refuse(List<Pending> wanted) {
        var failed = new WriteOutcome.Failed(
                "the event store cannot write: " + failure.join().getMessage());
        wanted.forEach(each -> tell(each, failed));
    }

    private void write(List<Pending> wanted) throws IOException {
        List<WriteOutcome> outcomes = new ArrayList<>(wanted.size());
        var batch = new Batch(log, index, reader, now());
        for (Pending each : wanted) {
            outcomes.add(batch.decide(each.request()));
        }
        if (!batch.isEmpty()) {
            batch.publish(log.force());
        }
        answers.execute(() -> tellAll(wanted, outcomes));
    }

    private void tellAll(List<Pending> wanted, List<WriteOutcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            tell(wanted.get(i), outcomes.get(i));
        }
        tellListeners();
    }

    private void tellListeners() {
        try {
            afterCommit.run();
        } catch (RuntimeException e) {
            LOG.warn("A listener could not be told of new events", e);
        }
    }

    private static void tell(Pending asked, WriteOutcome outcome) {
        try {
            asked.answer().accept(outcome);
        } catch (RuntimeException e) {
            LOG.debug("Nobody takes the answer any more", e);
        }
    }

    /** Time never goes back in the log, whatever the clock does, so that a stream can be searched by age. */
    private long now() {
        Instant now = Instant.now();
        lastCreated = Math.max(lastCreated, now.getEpochSecond() * 10_000_000 + now.getNano() / 100);
        return lastCreated;
    }

    private void failWaiting(String reason) {
        for (Pending each = queue.poll(); each != null; each = queue.poll()) {
            tell(each, new WriteOutcome.Failed(reason));
        }
    }

    /** Writes what is waiting, then stops. */
    void close() throws InterruptedException {
        closed = true;
        // Not an interrupt: that would close the log's channel under a running fsync.
        queue.add(new Pending(NOTHING, 0, () -> true, ignored -> {}));
        thread.join();
        answers.shutdown();
        answers.awaitTermination(5, TimeUnit.SECONDS);
    }

    boolean isBroken() {
        return failure.isDone();
    }

    CompletionStage<Throwable> failure() {
        return failure;
    }

    private record Pending(
            WriteRequest request, long weight, BooleanSupplier abandoned, Consumer<WriteOutcome> answer) {}
}
