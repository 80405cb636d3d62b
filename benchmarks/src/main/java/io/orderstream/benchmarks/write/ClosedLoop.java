package io.orderstream.benchmarks.write;

import io.orderstream.benchmarks.measure.Measured;
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
 * So many clients, each on a connection of its own and in a thread of its own, that send the next request as soon as
 * they have the answer to the one before. A server that is slow is asked less often, so latencies are those of this
 * many clients and not of a fixed rate.
 */
record ClosedLoop(int connections, Duration duration) {

    private static final long HIGHEST = Duration.ofSeconds(60).toNanos();

    /** What one connection sends, a request at a time. */
    interface Client {
        void send(HttpConnection connection) throws IOException;
    }

    /**
     * Runs the loop.
     *
     * @param clients by the number of their connection, from 0
     * @throws java.util.concurrent.ExecutionException if a request failed or was not answered with success
     */
    Measured run(int port, IntFunction<Client> clients) throws Exception {
        List<HttpConnection> open = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                open.add(new HttpConnection(port));
            }
            List<Callable<Histogram>> loops = new ArrayList<>();
            long began = System.nanoTime();
            for (int i = 0; i < connections; i++) {
                HttpConnection connection = open.get(i);
                Client client = clients.apply(i);
                loops.add(() -> loop(connection, client, began + duration.toNanos()));
            }
            Histogram latency = new Histogram(HIGHEST, 3);
            for (Future<Histogram> loop : threads.invokeAll(loops)) {
                latency.add(loop.get());
            }
            long elapsed = System.nanoTime() - began;
            return Measured.of(latency.getTotalCount() * 1e9 / elapsed, latency);
        } finally {
            for (HttpConnection connection : open) {
                connection.close();
            }
        }
    }

    private static Histogram loop(HttpConnection connection, Client client, long end) throws IOException {
        Histogram latency = new Histogram(HIGHEST, 3);
        for (long from = System.nanoTime(); from < end; ) {
            client.send(connection);
            long now = System.nanoTime();
            latency.recordValue(Math.min(HIGHEST, now - from));
            from = now;
        }
        return latency;
    }
}
