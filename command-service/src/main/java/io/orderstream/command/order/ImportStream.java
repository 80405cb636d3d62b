package io.orderstream.command.order;

import io.orderstream.command.order.ImportLines.Line;
import io.orderstream.command.order.ImportResult.Status;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
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
 * results. After a line that failed no further one is begun, and the results end with those of the lines that were.
 * For one use.
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
    }

    /**
     * Runs until the stream ends, and every line that was begun is done.
     *
     * @throws IOException if the stream broke off, or its results could not be written
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
            throw new IOException("the results were not taken", failed.getCause());
        }
    }

    private void read(ExecutorService tasks) throws IOException, InterruptedException {
        Line line = lines.next();
        while (line != null && !stopped) {
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

    /** Writes results as they come; flushes whenever the next one is not there yet. */
    private @Nullable Void write() throws IOException, InterruptedException, ExecutionException {
        IOException notTaken = null;
        Pending next = pending.take();
        while (next != END) {
            ImportResult result = next.result().get();
            if (notTaken == null) {
                notTaken = tryWrite(result);
            }
            bytes.release(next.bytes());
            next = pending.take();
        }
        if (notTaken != null) {
            throw notTaken;
        }
        out.flush();
        return null;
    }

    private @Nullable IOException tryWrite(ImportResult result) {
        try {
            out.write(writer.writeValueAsBytes(result));
            out.write('\n');
            Pending following = pending.peek();
            if (following == null || !following.result().isDone()) {
                out.flush();
            }
            return null;
        } catch (IOException gone) {
            stopped = true;
            return gone;
        }
    }
}
