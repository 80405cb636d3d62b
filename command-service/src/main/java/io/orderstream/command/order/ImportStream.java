package io.orderstream.command.order;

import io.orderstream.command.order.ImportLines.Line;
import io.orderstream.command.order.ImportResult.Status;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.ObjectWriter;

/**
 * One import: reads lines, has several worked on at once, and writes their results in the order of the lines.
 *
 * <p>What is in memory is bounded by the lines and bytes in flight, however long the stream is. A line counts until its
 * result is written; when a bound is reached no more is read, be it that the work is slow or that nobody takes the
 * results. After a line that failed, and after as long as an import may take, no further one is begun, and the results
 * end with those of the lines that were. For one use.
 */
final class ImportStream {

    private static final Logger LOG = LoggerFactory.getLogger(ImportStream.class);
    private static final int BUFFER = 8 * 1024;
    private static final Pending END = new Pending(CompletableFuture.failedFuture(new IllegalStateException()), 0);

    private final ImportLines lines;
    private final OutputStream out;
    private final ObjectWriter writer;
    private final Function<Line, ImportResult> work;
    private final Semaphore bytes;
    private final BlockingQueue<Pending> pending;
    private final Duration longest;
    private volatile boolean stopped;

    /** A line that was begun and whose result is not written yet. */
    private record Pending(Future<ImportResult> result, int bytes) {}

    ImportStream(
            ImportLines lines,
            OutputStream out,
            ObjectWriter writer,
            Function<Line, ImportResult> work,
            ImportProperties properties) {
        this.lines = lines;
        this.out = new BufferedOutputStream(out, BUFFER);
        this.writer = writer;
        this.work = work;
        this.bytes = new Semaphore((int) properties.bytesInFlight().toBytes());
        this.pending = new ArrayBlockingQueue<>(properties.linesInFlight());
        this.longest = properties.longest();
    }

    /**
     * Runs until the stream ends, and every line that was begun is done.
     *
     * @throws IOException if the stream broke off, its results could not be written, or a line ended without one
     */
    void run() throws IOException {
        try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<@Nullable Void> writing = tasks.submit(this::write);
            try {
                read(tasks);
            } finally {
                pending.put(END);
                written(writing);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static void written(Future<@Nullable Void> writing) throws IOException, InterruptedException {
        try {
            writing.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException notTaken) {
                throw new IOException("the results were not taken", notTaken);
            }
            LOG.error("an import ends with a line that has no result", failed);
            throw new IOException("a line has no result", failed);
        }
    }

    private void read(ExecutorService tasks) throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        Line line = lines.next();
        while (line != null && !stopped && System.nanoTime() < end) {
            Line begun = line;
            int size = line.content() == null ? 0 : line.content().length;
            bytes.acquire(size);
            pending.put(new Pending(tasks.submit(() -> work(begun)), size));
            line = lines.next();
        }
    }

    private ImportResult work(Line line) {
        ImportResult result = work.apply(line);
        if (result.status() == Status.FAILED && !stopped) {
            stopped = true;
            LOG.warn("an import ends early, with line {}: {}", result.line(), result.problem());
        }
        return result;
    }

    /**
     * Writes results as they come; flushes whenever the next one is not there yet. When that is no longer possible the
     * lines that are left are passed over, since the reader may be waiting for their place.
     */
    private @Nullable Void write() throws IOException, InterruptedException, ExecutionException {
        Pending next = pending.take();
        try {
            while (next != END) {
                tell(next.result().get());
                bytes.release(next.bytes());
                next = pending.take();
            }
            out.flush();
            return null;
        } catch (IOException | ExecutionException | RuntimeException | Error broken) {
            stopped = true;
            while (next != END) {
                bytes.release(next.bytes());
                next = pending.take();
            }
            throw broken;
        }
    }

    private void tell(ImportResult result) throws IOException {
        out.write(writer.writeValueAsBytes(result));
        out.write('\n');
        Pending following = pending.peek();
        if (following == null || !following.result().isDone()) {
            out.flush();
        }
    }
}
