package io.orderstream.benchmarks.measure;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A connection to a server on this machine: one request, its whole answer, then the next. It is kept alive as long as
 * the server wants it, and made anew when the server has had enough. It does what measuring needs and little else, so that the load costs the measured machine as little as it can.
 */
public final class HttpConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final int port;
    private Socket socket;
    private final byte[] received = new byte[16 * 1024];
    private int next;
    private int end;

    public HttpConnection(int port) throws IOException {
        this.port = port;
        this.socket = connected(port);
    }

    private static Socket connected(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /**
     * An answer.
     *
     * @param location empty if there was none
     */
    public record Answer(int status, String location, String body) {

        /** Itself, if it is one of success. */
        public Answer orFail() {
            if (status >= 300) {
                throw new IllegalStateException("answered " + status + " " + body);
            }
            return this;
        }
    }

    public Answer post(String path, String idempotencyKey, String body) throws IOException {
        // ASCII throughout, so that characters are bytes.
        return exchange("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: application/json\r\nIdempotency-Key: " + idempotencyKey + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    public Answer get(String path) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n");
    }

    private Answer exchange(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        int status = Integer.parseInt(line().substring(9, 12));
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        String location = "";
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (is(header, "Content-Length: ")) {
                length = Integer.parseInt(header.substring(16));
            } else if (is(header, "Transfer-Encoding: chunked")) {
                chunked = true;
            } else if (is(header, "Connection: close")) {
                last = true;
            } else if (is(header, "Location: ")) {
                location = header.substring(10);
            }
        }
        Answer answer = new Answer(status, location, chunked ? chunks() : text(length));
        if (last) {
            socket.close();
            socket = connected(port);
        }
        return answer;
    }

    private static boolean is(String header, String wanted) {
        return header.regionMatches(true, 0, wanted, 0, wanted.length());
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            int length = Integer.parseInt(line(), 16);
            body.append(text(length));
            line();
            if (length == 0) {
                return body.toString();
            }
        }
    }

    private String text(int length) throws IOException {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = read();
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (byte character = read(); character != '\n'; character = read()) {
            if (character != '\r') {
                line.append((char) character);
            }
        }
        return line.toString();
    }

    private byte read() throws IOException {
        if (next == end) {
            next = 0;
            end = socket.getInputStream().read(received);
            if (end < 0) {
                throw new EOFException("the server closed the connection");
            }
        }
        return received[next++];
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
