package io.orderstream.local.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** The ports of one stack. */
record Ports(int command, int query, int projector, int eventStore, int mongodb, int kafka) {

    private static final int HIGHEST = 65_535;
    private static final int CONNECT_MILLIS = 500;

    /** A port, what it is for, and the flag that changes it. */
    private record Use(String name, int port, String flag) {}

    private List<Use> uses() {
        return List.of(
                new Use("command-service", command, "--command-port"),
                new Use("query-service", query, "--query-port"),
                new Use("projector", projector, "--projector-port"),
                new Use("event store", eventStore, "--event-store-port"),
                new Use("MongoDB", mongodb, "--mongodb-port"),
                new Use("Kafka", kafka, "--kafka-port"));
    }

    /** The flags that say the same. */
    List<String> flags() {
        return uses().stream()
                .flatMap(use -> Stream.of(use.flag(), Integer.toString(use.port())))
                .toList();
    }

    Ports withFreeOnesForZero() {
        var free = new FreePorts();
        try (free) {
            return new Ports(
                    free.orNew(command),
                    free.orNew(query),
                    free.orNew(projector),
                    free.orNew(eventStore),
                    free.orNew(mongodb),
                    free.orNew(kafka));
        } catch (IOException e) {
            throw new LauncherException("No free port: " + Home.reason(e), e);
        }
    }

    /** Fails with all the ports that cannot be used, each with what is known and what to do. */
    void requireUsable() {
        var problems = new ArrayList<String>();
        var names = new HashMap<Integer, String>();
        for (var use : uses()) {
            var other = names.putIfAbsent(use.port(), use.name());
            if (use.port() < 1 || use.port() > HIGHEST) {
                problems.add("Port %d for %s is not between 1 and %d. Change it with %s PORT."
                        .formatted(use.port(), use.name(), HIGHEST, use.flag()));
            } else if (other != null) {
                problems.add("Port %d is given to %s and to %s. Change one with %s PORT."
                        .formatted(use.port(), other, use.name(), use.flag()));
            } else if (isTaken(use.port())) {
                problems.add("Port %d, wanted by %s, is taken%s. Stop that, or choose another with %s PORT."
                        .formatted(use.port(), use.name(), by(use.port()), use.flag()));
            }
        }
        if (!problems.isEmpty()) {
            throw new LauncherException(String.join(System.lineSeparator(), problems));
        }
    }

    private static String by(int port) {
        return PortOwner.of(port).map(owner -> " by " + owner).orElse("");
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("localhost"), port));
        } catch (IOException e) {
            return true;
        }
        // Some systems allow binding beside a listener on all addresses, which would then see only some of the traffic.
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Keeps each port it found until all are found, so that none is given twice. */
    private static final class FreePorts implements AutoCloseable {

        private final List<ServerSocket> held = new ArrayList<>();

        int orNew(int port) throws IOException {
            if (port != 0) {
                return port;
            }
            var socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"));
            held.add(socket);
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (var socket : held) {
                socket.close();
            }
        }
    }
}
