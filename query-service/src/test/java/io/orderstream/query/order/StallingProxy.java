package io.orderstream.query.order;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A way to a server that takes everything and lets nothing through while it is told to. */
final class StallingProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flows = lock.newCondition();
    private boolean stalls;

    StallingProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    void stall() {
        set(true);
    }

    void flow() {
        set(false);
    }

    private void set(boolean stalling) {
        lock.lock();
        try {
            stalls = stalling;
            flows.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitFlow() {
        lock.lock();
        try {
            while (stalls) {
                flows.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void listen() {
        try {
            while (true) {
                var client = listener.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> connect(client));
            }
        } catch (IOException closed) {
            flow();
        }
    }

    private void connect(Socket client) {
        try {
            var server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(server);
            Thread.ofVirtual().start(() -> pump(server, client));
            pump(client, server);
        } catch (IOException away) {
            close(client);
        }
    }

    private void pump(Socket from, Socket to) {
        var some = new byte[8192];
        try (from;
                to) {
            for (int count = from.getInputStream().read(some);
                    count >= 0;
                    count = from.getInputStream().read(some)) {
                awaitFlow();
                to.getOutputStream().write(some, 0, count);
            }
        } catch (IOException ended) {
            open.remove(from);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        flow();
        open.forEach(StallingProxy::close);
    }
}
