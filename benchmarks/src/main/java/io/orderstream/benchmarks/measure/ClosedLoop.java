package io.orderstream.benchmarks.measure;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * So many clients, each in a thread of its own, and where they send requests each on a connection of its own, that do the next
 * thing as soon as they are done with the one before. A server that is slow is asked less often, so latencies are those of this
 * many clients and not of a fixed rate.
 */
public record ClosedLoop(int clients, Duration duration) {

    private static final long HIGHEST = Duration.ofSeconds(60).toNanos();

    /** What one connection sends, a request at a time. */
    public interface Client {
        void send(HttpConnection connection) throws IOException;
    }

    /** What one client does, again and again. */
    public interface Step {
        void run() throws IOException;
    }

    /**
     * Sends requests.
     *
     * @param clients by the number of their connection, from 0
     * @throws java.util.concurrent.ExecutionException if a request failed or was not answered with success
     */
    public Measured run(int port, IntFunction<Client> clients) throws Exception {
        List<HttpConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < this.clients; i++) {
                open.add(new HttpConnection(port));
            }
            return run(i -> {
                HttpConnection connection = open.get(i);
                Client client = clients.apply(i);
                return () -> client.send(connection);
            });
        } finally {
            for (HttpConnection connection : open) {
                connection.close();
            }
        }
    }

    /**
     * Runs the loop.
     *
     * @param steps by the number of their client, from 0
     * @throws java.util.concurrent.ExecutionException if a step failed
     */
    public Measured run(IntFunction<Step> steps) throws Exception {
        try (var threads = Executors.newFixedThreadPool(clients)) {
            List<Callable<Histogram>> loops = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                Step step = steps.apply(i);
                loops.add(() -> loop(step, System.nanoTime() + duration.toNanos()));
            }
            long began = System.nanoTime();
            Histogram latency = new Histogram(HIGHEST, 3);
            for (Future<Histogram> loop : threads.invokeAll(loops)) {
                latency.add(loop.get());
            }
            long elapsed = System.nanoTime() - began;
            return Measured.of(latency.getTotalCount() * 1e9 / elapsed, latency);
        }
    }

    private static Histogram loop(Step step, long end) throws IOException {
        Histogram latency = new Histogram(HIGHEST, 3);
        for (long from = System.nanoTime(); from < end; ) {
            step.run();
            long now = System.nanoTime();
            latency.recordValue(Math.min(HIGHEST, now - from));
            from = now;
        }
        return latency;
    }
}
