package io.orderstream.benchmarks.live;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Clients of the live updates of a system that runs, and orders that are placed meanwhile: how many updates a second reach
 * them all, and how long after the write side's answer.
 */
public final class LiveBenchmark {

    private static final Duration JOIN = Duration.ofMinutes(2);
    private static final int WRITERS = 4;
    private static final int ID = 36;
    private static final String ORDER = "data: {\"orderId\":\"";

    private final URI write;
    private final URI read;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConcurrentHashMap<String, Long> placed = new ConcurrentHashMap<>();
    private final LongAdder updates = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicInteger ended = new AtomicInteger();
    private final Histogram delays = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(5), 3);

    private LiveBenchmark(URI write, URI read) {
        this.write = write;
        this.read = read;
    }

    /** Arguments: the write API's address, the read API's, how many clients, for how many seconds. */
    public static void main(String[] arguments) throws Exception {
        var benchmark = new LiveBenchmark(URI.create(arguments[0]), URI.create(arguments[1]));
        benchmark.run(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    }

    private void run(int clients, int seconds) throws Exception {
        var joined = new CountDownLatch(clients);
        var sockets = new ArrayList<Socket>();
        long begun = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            var socket = new Socket(read.getHost(), read.getPort());
            sockets.add(socket);
            Thread.ofVirtual().start(() -> listen(socket, joined));
        }
        if (!joined.await(JOIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(joined.getCount() + " clients are not connected");
        }
        System.out.printf("%,d clients connected in %.1f s%n", clients, seconds(begun));
        long start = System.nanoTime();
        int orders = place(start + TimeUnit.SECONDS.toNanos(seconds));
        double took = seconds(start);
        for (long before = -1; before != updates.sum(); Thread.sleep(1_000)) {
            before = updates.sum();
        }
        System.out.printf(
                "%,d orders placed, %.0f a second; %,d updates of %,d told, %,.0f a second, %.1f MB/s; %d clients lost%n",
                orders,
                orders / took,
                updates.sum(),
                (long) orders * clients,
                updates.sum() / took,
                bytes.sum() / took / 1e6,
                ended.get());
        System.out.printf(
                "from the write side's answer to the client: p50 %.0f ms, p99 %.0f ms, most %.0f ms%n",
                delays.getValueAtPercentile(50) / 1e3,
                delays.getValueAtPercentile(99) / 1e3,
                delays.getMaxValue() / 1e3);
        for (var socket : sockets) {
            socket.close();
        }
    }

    private int place(long until) throws InterruptedException {
        var count = new AtomicInteger();
        List<Thread> writers = IntStream.range(0, WRITERS)
                .mapToObj(i -> Thread.ofVirtual().start(() -> {
                    while (System.nanoTime() < until) {
                        placeOne();
                        count.incrementAndGet();
                    }
                }))
                .toList();
        for (var writer : writers) {
            writer.join();
        }
        return count.get();
    }

    private void placeOne() {
        var body =
                "{\"currency\":\"EUR\",\"lines\":[{\"sku\":\"S18_1749\",\"name\":\"Sedan\",\"quantity\":2,\"unitPrice\":\"100.00\"}]}";
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(write.resolve("/v1/orders"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException(answer.body());
            }
            var location = answer.headers().firstValue("Location").orElseThrow();
            placed.putIfAbsent(location.substring(location.length() - ID), System.nanoTime());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Socket socket, CountDownLatch joined) {
        try {
            socket.getOutputStream()
                    .write(("GET /v1/live HTTP/1.1\r\nHost: " + read.getHost() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedInputStream(socket.getInputStream());
            var line = new StringBuilder();
            while (readLine(in, line)) {
                if (line.indexOf("event: connected") == 0) {
                    joined.countDown();
                } else if (line.indexOf(ORDER) == 0) {
                    told(line);
                }
            }
        } catch (IOException e) {
            // A connection that is closed at the end of the run, or was lost before; both end here.
        }
        ended.incrementAndGet();
    }

    private void told(StringBuilder line) {
        updates.increment();
        Long at = placed.get(line.substring(ORDER.length(), ORDER.length() + ID));
        if (at != null) {
            delays.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - at));
        }
    }

    private boolean readLine(InputStream in, StringBuilder line) throws IOException {
        line.setLength(0);
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                bytes.add(line.length() + 1L);
                return true;
            }
            line.append((char) next);
        }
        return false;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
