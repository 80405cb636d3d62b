package io.orderstream.benchmarks.eventstore;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server in a JVM of its own. */
final class ServerProcess implements AutoCloseable {
    private static final String READY = "event store ready at ";

    private final Process process;
    private final String connectionString;

    private ServerProcess(Process process, String connectionString) {
        this.process = process;
        this.connectionString = connectionString;
    }

    static ServerProcess start(Class<?> main, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return new ServerProcess(process, line.substring(READY.length()));
            }
        }
        throw new IOException(main.getSimpleName() + " did not start");
    }

    String connectionString() {
        return connectionString;
    }

    int port() {
        return URI.create(connectionString).getPort();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
