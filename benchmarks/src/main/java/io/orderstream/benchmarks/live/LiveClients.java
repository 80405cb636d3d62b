package io.orderstream.benchmarks.live;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Clients of live updates, each on a connection of its own. All count what they are told; one in {@value #SAMPLE} also looks at
 * which order it is, so that looking does not slow the others.
 */
final class LiveClients implements AutoCloseable {

    private static final int SAMPLE = 20;
    private static final long JOIN_SECONDS = 120;
    private static final Duration BEFORE_COMING_BACK = Duration.ofSeconds(1);
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);
    private static final String CONNECTED = "event: connected";
    private static final String UPDATE = "event: order";
    private static final String ORDER = "data: {\"orderId\":\"";
    private static final int ID = 36;

    private final int count;
    private final Map<String, Long> changedAt;
    private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;
    private final CountDownLatch joined;
    private final LongAdder bytes = new LongAdder();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile Round round = new Round(Long.MAX_VALUE, 0);

    private LiveClients(int count, Map<String, Long> changedAt) {
        this.count = count;
        this.changedAt = changedAt;
        this.joined = new CountDownLatch(count);
    }

    /**
     * Connects.
     *
     * @param changedAt when each order was changed last, by its id
     */
    static LiveClients connect(int port, int count, Map<String, Long> changedAt) throws Exception {
        var clients = new LiveClients(count, changedAt);
        for (int number = 0; number < count; number++) {
            boolean looks = number % SAMPLE == 0;
            Thread.ofVirtual().start(() -> clients.listen(port, looks));
        }
        if (!clients.joined.await(JOIN_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(clients.joined.getCount() + " clients are not connected");
        }
        return clients;
    }

    /** What all clients together are to be told next. */
    final class Round {
        private final long perClient;
        private final CountDownLatch done;
        private final LongAdder told = new LongAdder();
        private final Histogram delays = new ConcurrentHistogram(LONGEST_MICROS, 3);
        private final long bytesBefore = bytes.sum();

        private Round(long perClient, int clients) {
            this.perClient = perClient;
            this.done = new CountDownLatch(clients);
        }

        /** Waits until everybody was told everything; whether they were. */
        boolean await(long seconds) throws InterruptedException {
            return done.await(seconds, TimeUnit.SECONDS);
        }

        long told() {
            return told.sum();
        }

        long bytes() {
            return bytes.sum() - bytesBefore;
        }

        /** In microseconds, from the change to those clients that look. */
        Histogram delays() {
            return delays;
        }
    }

    /** From now on, each client is to be told so many updates. */
    Round expect(int updates) {
        round = new Round(updates, count - lost.get());
        return round;
    }

    /** How many connections ended by themselves. */
    int lost() {
        return lost.get();
    }

    /** A client that is refused because too many come at once comes back, as it is told to. */
    private void listen(int port, boolean looks) {
        var lines = new Lines(looks);
        while (!closed && !lines.accepted) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                sockets.add(socket);
                socket.getOutputStream()
                        .write("GET /v1/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                lines.read(socket.getInputStream());
            } catch (IOException e) {
                // Closed by us at the end, or lost before; the one before is counted below.
            }
            LockSupport.parkNanos(lines.accepted ? 0 : BEFORE_COMING_BACK.toNanos());
        }
        lost.incrementAndGet();
        lines.end(round);
    }

    /** One connection's lines, of which no more is kept than tells what they are. */
    private final class Lines {
        private final int most;
        private final StringBuilder line = new StringBuilder();
        private Round current = round;
        private boolean accepted;
        private long told;

        private Lines(boolean looks) {
            this.most = looks ? ORDER.length() + ID : UPDATE.length();
        }

        private void read(InputStream in) throws IOException {
            byte[] received = new byte[16 * 1024];
            for (int length = in.read(received); length >= 0; length = in.read(received)) {
                bytes.add(length);
                for (int i = 0; i < length; i++) {
                    if (received[i] == '\n') {
                        endOfLine();
                        line.setLength(0);
                    } else if (line.length() < most) {
                        line.append((char) received[i]);
                    }
                }
            }
        }

        /** Nobody waits for a client that is gone. */
        private void end(Round last) {
            if (current != last || told < last.perClient) {
                last.done.countDown();
            }
        }

        private void endOfLine() {
            if (line.indexOf(UPDATE) == 0) {
                update();
            } else if (line.indexOf(ORDER) == 0 && line.length() == most) {
                Long at = changedAt.get(line.substring(ORDER.length()));
                if (at != null) {
                    current.delays.recordValue(
                            Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - at)));
                }
            } else if (line.indexOf(CONNECTED.substring(0, UPDATE.length())) == 0) {
                accepted = true;
                joined.countDown();
            }
        }

        private void update() {
            if (current != round) {
                current = round;
                told = 0;
            }
            current.told.increment();
            if (++told == current.perClient) {
                current.done.countDown();
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (var socket : sockets) {
            socket.close();
        }
    }
}
