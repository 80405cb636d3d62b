package io.orderstream.benchmarks.projection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A projector in a JVM of its own, with little memory and no broker to relay to. */
final class ProjectorProcess implements AutoCloseable {

    private static final String NO_BROKER = "localhost:1";

    private final Process process;

    ProjectorProcess(Path jar, int heapMegabytes, String eventStore, String mongodb, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx" + heapMegabytes + "m",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4",
                "-jar",
                jar.toString(),
                "--server.port=0",
                "--orderstream.eventstore.uri=" + eventStore,
                "--spring.mongodb.uri=" + mongodb,
                "--spring.kafka.bootstrap-servers=" + NO_BROKER));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
    }

    /** How much memory it has of the machine now, in megabytes; 0 where the system does not tell. */
    long residentMegabytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException notLinux) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
