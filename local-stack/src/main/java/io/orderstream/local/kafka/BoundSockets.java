package io.orderstream.local.kafka;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Binds Kafka's sockets before its settings are made, which must name the ports: so a free port stays ours and a taken
 * one is reported before anything has started.
 */
final class BoundSockets implements ServerSocketFactory, AutoCloseable {

    private final Map<String, ServerSocketChannel> waiting = new HashMap<>();

    int bind(String listener, int port) throws IOException {
        var socket = ServerSocketChannel.open();
        try {
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("localhost"), port));
        } catch (BindException e) {
            socket.close();
            throw new BindException("port " + port + " on localhost: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        waiting.put(listener, socket);
        return socket.socket().getLocalPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferSize) throws IOException {
        var socket = waiting.remove(listener);
        if (socket == null) {
            throw new IOException("No socket was bound for listener " + listener);
        }
        socket.configureBlocking(false);
        return socket;
    }

    /** Closes what no server took over. */
    @Override
    public void close() throws IOException {
        for (var socket : waiting.values()) {
            socket.close();
        }
    }
}
