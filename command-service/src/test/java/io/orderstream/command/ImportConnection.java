package io.orderstream.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One import on a connection of its own that sends and takes results as the test says, or breaks off. It announces the
 * length of the body and speaks HTTP/1.0, so that what comes back is plain lines.
 */
final class ImportConnection implements AutoCloseable {

    /** Small, so that what is on its way is not as much as a test sends in all. */
    private static final int BUFFER = 4 * 1024;

    private final Socket socket = new Socket();
    private final BufferedReader in;
    private final OutputStream out;

    ImportConnection(int port, long length) throws IOException {
        socket.setReceiveBufferSize(BUFFER);
        socket.setSendBufferSize(BUFFER);
        socket.connect(new InetSocketAddress("localhost", port), 5_000);
        socket.setSoTimeout(60_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        out = socket.getOutputStream();
        out.write(("POST /v1/orders/import HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                        + "Content-Length: " + length + "\r\n\r\n")
                .getBytes(US_ASCII));
    }

    void send(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    /** The next result, or null if there is none any more. */
    @Nullable
    JsonNode result() throws IOException {
        String line = in.readLine();
        while (line != null && !line.startsWith("{")) {
            line = in.readLine();
        }
        return line == null ? null : JsonMapper.shared().readTree(line);
    }

    List<JsonNode> results() throws IOException {
        List<JsonNode> results = new ArrayList<>();
        for (JsonNode next = result(); next != null; next = result()) {
            results.add(next);
        }
        return results;
    }

    /** Breaks off: whatever was not sent yet never is, and the server sees a reset. */
    @Override
    public void close() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
