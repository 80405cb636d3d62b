package io.orderstream.cli.importing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sends every line until its result is final. A connection that breaks off, or an import that the server ends early, is
 * begun again with the first line that has no such result; the server knows those it has. For one use.
 */
final class OrderImport {

    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final URI uri;
    private final FileLines file;
    private final Duration patience;
    private final Taken taken;
    private final Deque<FileLine> toSend = new ArrayDeque<>();
    private final Queue<FileLine> sent = new ConcurrentLinkedQueue<>();
    private long progressAt;

    /** What is done with a line whose result is final. */
    interface Taken {
        void take(FileLine line, ImportedLine result) throws IOException;
    }

    /**
     * An import.
     *
     * @param server the write API
     * @param patience how long it is tried without any line getting through
     */
    OrderImport(URI server, FileLines file, Duration patience, Taken taken) {
        this.uri = URI.create(server.toString().replaceAll("/+$", "") + "/v1/orders/import");
        this.file = file;
        this.patience = patience;
        this.taken = taken;
    }

    /**
     * Runs until every line has a final result.
     *
     * @throws IOException if that is not to be, and why
     */
    void run() throws IOException, InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (somethingToSend()) {
            long before = progressAt;
            IOException problem = attempt();
            if (progressAt != before) {
                pause = FIRST_PAUSE;
            }
            if (!toSend.isEmpty()) {
                giveUpAfterPatience(problem);
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private boolean somethingToSend() throws IOException, InterruptedException {
        if (toSend.isEmpty()) {
            FileLine next = file.take();
            if (next == null) {
                file.checkReadToItsEnd();
                return false;
            }
            toSend.add(next);
            progressAt = System.nanoTime();
        }
        return true;
    }

    /** Why it ended, if not because all was done. */
    private @Nullable IOException attempt() throws IOException, InterruptedException {
        Deque<FileLine> again = new ArrayDeque<>();
        try (ImportExchange exchange = new ImportExchange(uri, SILENCE)) {
            exchange.run(this::send, line -> take(ImportedLine.read(line), again));
            return null;
        } catch (RefusedException refused) {
            if (!refused.mayHelpToRepeat()) {
                throw refused;
            }
            return refused;
        } catch (RejectedFileException full) {
            throw full;
        } catch (IOException brokenOff) {
            return brokenOff;
        } finally {
            again.addAll(sent);
            sent.clear();
            again.addAll(toSend);
            toSend.clear();
            toSend.addAll(again);
        }
    }

    private void send(OutputStream out) throws IOException {
        try {
            for (FileLine line = next(); line != null; line = next()) {
                sent.add(line);
                out.write(line.content());
                out.write('\n');
                if (toSend.isEmpty() && !file.isReady()) {
                    out.flush();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the answer ended");
        }
    }

    private @Nullable FileLine next() throws InterruptedException {
        FileLine again = toSend.poll();
        return again == null ? file.take() : again;
    }

    private void take(ImportedLine result, Deque<FileLine> again) throws IOException {
        FileLine line = sent.poll();
        if (line == null) {
            throw new IOException("a result without a line: " + result.json());
        }
        if (result.status() == ImportedLine.Status.FAILED) {
            again.add(line);
            return;
        }
        progressAt = System.nanoTime();
        file.done(line);
        taken.take(line, result);
    }

    private void giveUpAfterPatience(@Nullable IOException problem) throws IOException {
        if (System.nanoTime() - progressAt > patience.toNanos()) {
            throw new IOException(
                    "No line got through for " + patience.toSeconds() + " s. "
                            + (problem == null ? "The server ends imports early." : "The last try: " + problem),
                    problem);
        }
    }
}
