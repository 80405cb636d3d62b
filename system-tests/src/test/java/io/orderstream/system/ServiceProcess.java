package io.orderstream.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command-service in a process of its own, as it is deployed, on a free port. */
final class ServiceProcess implements AutoCloseable {

    private static final Path TARGET =
            Path.of("").toAbsolutePath().resolveSibling("command-service").resolve("target");
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    /** As long as the launcher gives a service. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path log;
    private final URI base;

    private ServiceProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.base = URI.create("http://localhost:" + awaitPort());
    }

    /**
     * Starts it and waits until it serves.
     *
     * @param log where it writes what it says
     * @param heapMegabytes all the heap it has
     * @param settings a free port is taken unless they name one
     */
    static ServiceProcess start(Path log, String eventStore, int heapMegabytes, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4",
                "-jar",
                jar().toString(),
                "--server.port=" + settings.getOrDefault("server.port", "0"),
                "--server.address=localhost",
                "--orderstream.eventstore.uri=" + eventStore));
        settings.forEach((name, value) -> {
            if (!name.equals("server.port")) {
                command.add("--" + name + "=" + value);
            }
        });
        try {
            return new ServiceProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(TARGET, "command-service-*-exec.jar")) {
            return jars.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String awaitPort() {
        try {
            return await().atMost(PATIENCE)
                    .until(
                            () -> {
                                if (!process.isAlive()) {
                                    throw new IllegalStateException(log());
                                }
                                Matcher said = PORT.matcher(log());
                                return said.find() ? said.group(1) : "";
                            },
                            port -> !port.isEmpty());
        } catch (RuntimeException e) {
            kill();
            throw e;
        }
    }

    URI base() {
        return base;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a crash would, with SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
