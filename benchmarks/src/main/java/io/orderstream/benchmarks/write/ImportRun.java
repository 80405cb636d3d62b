package io.orderstream.benchmarks.write;

import io.orderstream.benchmarks.measure.Measured;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * So many imports at once, each on a connection of its own that sends as fast as it is let and takes results meanwhile.
 * Latencies are those of a line from when it is handed to the system until its result is there; most of that it waits
 * behind those before it.
 *
 * @param lines how many each import has
 */
record ImportRun(int connections, int lines) {

    private static final long HIGHEST = Duration.ofSeconds(120).toNanos();
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int BUFFER = 16 * 1024;

    /**
     * Runs them.
     *
     * @param order the next line to import, in ASCII and always of the same length
     * @throws java.util.concurrent.ExecutionException if a line was not imported
     */
    Measured run(int port, Supplier<String> order) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Histogram>> imports = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                imports.add(() -> one(port, order));
            }
            Histogram latency = new Histogram(HIGHEST, 3);
            long began = System.nanoTime();
            for (Future<Histogram> each : threads.invokeAll(imports)) {
                latency.add(each.get());
            }
            return Measured.of(latency.getTotalCount() * 1e9 / (System.nanoTime() - began), latency);
        }
    }

    private Histogram one(int port, Supplier<String> order) throws Exception {
        AtomicLongArray sentAt = new AtomicLongArray(lines);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var sender = Executors.newVirtualThreadPerTaskExecutor()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            Future<?> sending = sender.submit(() -> {
                send(socket, order, sentAt);
                return null;
            });
            Histogram latency = results(socket, sentAt);
            sending.get();
            return latency;
        }
    }

    /** In HTTP/1.0, so that what comes back is plain lines. */
    private void send(Socket socket, Supplier<String> order, AtomicLongArray sentAt) throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        String line = order.get() + "\n";
        String head = "POST /v1/orders/import HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                + "Content-Length: " + (long) lines * line.length() + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < lines; i++) {
            sentAt.set(i, System.nanoTime());
            out.write(line.getBytes(StandardCharsets.US_ASCII));
            line = order.get() + "\n";
        }
        out.flush();
    }

    private Histogram results(Socket socket, AtomicLongArray sentAt) throws IOException {
        Histogram latency = new Histogram(HIGHEST, 3);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), BUFFER);
        int taken = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("{")) {
                if (!line.contains("\"status\":\"IMPORTED\"")) {
                    throw new IOException(line);
                }
                latency.recordValue(Math.min(HIGHEST, System.nanoTime() - sentAt.get(taken++)));
            }
        }
        if (taken != lines) {
            throw new IOException(taken + " of " + lines + " lines have a result");
        }
        return latency;
    }
}
