package io.orderstream.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * An import as a hostile client makes it, on a connection of its own.
 *
 * @param begin what it sends at once
 * @param then what it sends for ever after; nothing if it is empty
 * @param pauseMillis how long it waits between
 * @param reads whether it takes any results
 */
record HostileImport(String name, byte[] begin, byte[] then, int pauseMillis, boolean reads) {

    private static final byte[] NOTHING = new byte[0];
    private static final int TOO_LONG = 300_000;
    private static final int LONG = 200_000;

    private static final String HEAD = """
            POST /v1/orders/import HTTP/1.0\r
            Host: localhost\r
            Content-Type: application/x-ndjson\r
            Content-Length: 9223372036854775807\r
            \r
            """;

    /** Those that go on until the service ends it. */
    static List<HostileImport> endless() {
        return List.of(
                new HostileImport("endless line", bytes("{\"source\":\""), bytes("x".repeat(8_000)), 1, true),
                new HostileImport("dripping line", bytes("{"), bytes(" "), 20, true),
                new HostileImport("half a line", bytes("{\"source\":"), NOTHING, 0, true),
                new HostileImport("never reading", NOTHING, bytes("[]\n".repeat(2_000)), 0, false));
    }

    /** Lines that are none, of one import that is otherwise as it should be. */
    static List<byte[]> lines() {
        return List.of(
                bytes("[".repeat(LONG)),
                bytes("{\"source\":\"" + "x".repeat(LONG) + "\"}"),
                bytes("{\"source\":\"" + "x".repeat(TOO_LONG) + "\"}"),
                bytes("{\"lines\":" + "9".repeat(LONG) + "}"),
                bytes("{\"lines\":[{}" + ",{}".repeat(LONG / 3) + "]}"),
                bytes("{\"source\":\"a\",\"source\":\"b\"}"),
                "{\"source\":\"\u00c4\"}".getBytes(ISO_8859_1),
                bytes("\0\0\0"),
                bytes(""));
    }

    /** Connects, sends, and waits for nothing but the status. */
    Connection begin(URI service) throws IOException {
        return new Connection(service);
    }

    /** One that was answered, and goes on sending until it is closed or the service ends it. */
    final class Connection implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader in;
        private final Thread sending;
        private final int status;

        private Connection(URI service) throws IOException {
            socket = new Socket(service.getHost(), service.getPort());
            socket.setSoTimeout(30_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            sending = Thread.startVirtualThread(this::send);
            String line = in.readLine();
            status = line == null ? 0 : Integer.parseInt(line.split(" ")[1]);
        }

        private void send() {
            try {
                OutputStream out = socket.getOutputStream();
                out.write(bytes(HEAD));
                out.write(begin);
                while (then.length > 0 && !socket.isClosed()) {
                    out.write(then);
                    LockSupport.parkNanos(pauseMillis * 1_000_000L);
                }
            } catch (IOException ended) {
                Thread.currentThread().interrupt();
            }
        }

        HostileImport client() {
            return HostileImport.this;
        }

        int status() {
            return status;
        }

        /**
         * What whole results there are until the service ends it, which may cut off the last one; those that never read begin
         * to when they cannot send.
         */
        List<String> untilEnded() throws InterruptedException {
            if (!reads) {
                sending.join();
            }
            List<String> results = new ArrayList<>();
            try {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    results.add(line);
                }
            } catch (SocketTimeoutException goesOn) {
                throw new IllegalStateException(name + " is never ended", goesOn);
            } catch (IOException ended) {
                sending.join();
            }
            return results.stream()
                    .filter(line -> line.startsWith("{") && line.endsWith("}"))
                    .toList();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return name;
    }
}
