package io.orderstream.local.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** One address of the stack: what listens there, and how to see that it serves. */
record Endpoint(String name, int port, Kind kind) {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    enum Kind {
        HTTP,
        SOCKET
    }

    boolean isHealthy() {
        return switch (kind) {
            case HTTP -> answersReady();
            case SOCKET -> accepts();
        };
    }

    private boolean answersReady() {
        try {
            var address = URI.create("http://localhost:" + port + "/actuator/health/readiness");
            var connection = (HttpURLConnection) address.toURL().openConnection();
            try {
                connection.setConnectTimeout((int) PATIENCE.toMillis());
                connection.setReadTimeout((int) PATIENCE.toMillis());
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    private boolean accepts() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
