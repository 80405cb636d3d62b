package io.orderstream.local.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who listens on a port, as far as Linux tells us; elsewhere, and for other users' processes, nobody knows. */
final class PortOwner {

    private static final String LISTENING = "0A";

    private PortOwner() {}

    static Optional<String> of(int port) {
        try {
            var sockets = listeningSockets(port);
            if (sockets.isEmpty()) {
                return Optional.empty();
            }
            try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (var process : processes) {
                    if (holdsOneOf(sockets, process)) {
                        return Optional.of(
                                describe(Long.parseLong(process.getFileName().toString())));
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Set<String> listeningSockets(int port) throws IOException {
        var suffix = ":%04X".formatted(port);
        var sockets = new HashSet<String>();
        for (var table : List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))) {
            if (Files.isReadable(table)) {
                for (var line : Files.readAllLines(table)) {
                    var fields = line.strip().split("\\s+");
                    if (fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTENING)) {
                        sockets.add("socket:[" + fields[9] + "]");
                    }
                }
            }
        }
        return sockets;
    }

    private static boolean holdsOneOf(Set<String> sockets, Path process) {
        try (var files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static String describe(long pid) {
        var program = ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().command())
                .map(command -> Path.of(command).getFileName() + ", ")
                .orElse("");
        return "process %d (%s)".formatted(pid, program.isEmpty() ? "unknown program" : program.replaceAll(", $", ""));
    }
}
