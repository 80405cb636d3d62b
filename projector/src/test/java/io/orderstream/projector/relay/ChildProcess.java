package io.orderstream.projector.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** A program of the test's class path in a JVM of its own, so that it can be killed. It ends with this process. */
final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    /** Starts it quickly; what it says is appended to {@code log}. */
    static ChildProcess start(Path log, Class<?> main, String... arguments) {
        return start(log, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"), main, arguments);
    }

    /** Starts it with these flags of the JVM. */
    static ChildProcess start(Path log, List<String> flags, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=4");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new ChildProcess(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits for something while this runs, for minutes at most; fails if this ends by itself. */
    void await(BooleanSupplier condition) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            assertThat(process.isAlive()).as("it still runs").isTrue();
            return condition.getAsBoolean();
        });
    }

    /** Waits until it has ended by itself. */
    void awaitEnd() {
        Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    /** With SIGKILL: no shutdown hook, no last write. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
