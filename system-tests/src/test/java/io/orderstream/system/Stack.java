package io.orderstream.system;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Orderstream started by its own script, in a folder and on ports of its own. */
final class Stack implements AutoCloseable {

    private static final Path PROJECT =
            Path.of("").toAbsolutePath().resolveSibling("orderstream").getParent();

    private final Path home;

    private Stack(Path home) {
        this.home = home;
    }

    /** What a command of the script printed, and how it ended. */
    record Ended(int exitCode, String output) {}

    /** Only the script, for commands against systems that were started otherwise. */
    static Stack script(Path home) {
        return new Stack(home);
    }

    static Stack up(Path home) {
        return up(home, Map.of());
    }

    /**
     * Starts it, waits until it serves, and gives all services these settings.
     *
     * @param environment names and values of environment variables
     */
    static Stack up(Path home, Map<String, String> environment) {
        Stack stack = new Stack(home);
        String[] command = {
            "up",
            "--detach",
            "--command-port=0",
            "--query-port=0",
            "--projector-port=0",
            "--event-store-port=0",
            "--mongodb-port=0",
            "--kafka-port=0"
        };
        Ended up = await(stack.start(environment, command), command);
        if (up.exitCode() != 0) {
            stack.close();
            throw new IllegalStateException(up.output());
        }
        return stack;
    }

    /** Runs a line as documentation shows it, against this stack. */
    Ended runShown(String line) {
        String[] command = line.replaceFirst("^\\./orderstream ", "").split(" ");
        Map<String, String> addresses = Map.of(
                "ORDERSTREAM_KAFKA",
                "localhost:" + port("backing", "kafka"),
                "ORDERSTREAM_PROJECTOR_URL",
                url("projector"));
        return await(start(addresses, command), command);
    }

    /** Runs a command to its end, which must come within minutes. */
    Ended run(String... command) {
        return await(start(command), command);
    }

    Process start(String... command) {
        return start(Map.of(), command);
    }

    private Process start(Map<String, String> environment, String... command) {
        List<String> line =
                new ArrayList<>(List.of(PROJECT.resolve("orderstream").toString()));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("ORDERSTREAM_HOME", home.toString());
        builder.environment().put("ORDERSTREAM_NO_BUILD", "1");
        builder.environment().putAll(environment);
        builder.environment().put("ORDERSTREAM_JAVA_HOME", System.getProperty("java.home"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Ended await(Process process, String... command) {
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " does not end: " + output);
            }
            return new Ended(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The demo against this stack; it ends with 0 only if everything agrees. */
    Process startDemo(String... options) {
        List<String> command = new ArrayList<>(List.of(
                "demo",
                "--url-command=" + url("command-service"),
                "--url-query=" + url("query-service"),
                "--kafka=localhost:" + port("backing", "kafka")));
        command.addAll(List.of(options));
        return start(command.toArray(String[]::new));
    }

    /** The same program that the stack runs as this service once more, on a free port, which its log tells. */
    Process startAnother(String service, Path log, Map<String, String> environment) {
        ProcessHandle.Info first = ProcessHandle.of(pid(service)).orElseThrow().info();
        List<String> command = new ArrayList<>(List.of(first.command().orElseThrow()));
        command.addAll(List.of(first.arguments().orElseThrow()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SERVER_PORT", "0");
        builder.environment()
                .put("ORDERSTREAM_EVENTSTORE_URI", "esdb://localhost:" + port("backing", "event-store") + "?tls=false");
        builder.environment()
                .put("SPRING_MONGODB_URI", "mongodb://localhost:" + port("backing", "mongodb") + "/orderstream");
        builder.environment().put("SPRING_KAFKA_BOOTSTRAP_SERVERS", "localhost:" + port("backing", "kafka"));
        builder.environment().putAll(environment);
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a signal such as {@code STOP}. */
    void signal(String process, String signal) {
        signal(pid(process), signal);
    }

    static void signal(long pid, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String url(String service) {
        return "http://localhost:" + port(service, service);
    }

    int port(String process, String endpoint) {
        for (String entry : state().getProperty(process + ".endpoints").split(",")) {
            String[] parts = entry.split(":");
            if (parts[0].equals(endpoint)) {
                return Integer.parseInt(parts[1]);
            }
        }
        throw new IllegalArgumentException(endpoint);
    }

    /** Ends a process as a crash would: at once, without a chance to tidy up. */
    void kill(String process) {
        ProcessHandle.of(pid(process)).orElseThrow().destroyForcibly();
    }

    long pid(String process) {
        return Long.parseLong(state().getProperty(process + ".pid"));
    }

    int restarts(String process) {
        return Integer.parseInt(state().getProperty(process + ".restarts", "0"));
    }

    boolean isUp(String process) {
        return "UP".equals(state().getProperty(process + ".state"));
    }

    private Properties state() {
        Properties state = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("run/stack.properties"))) {
            state.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return state;
    }

    @Override
    public void close() {
        run("down");
    }
}
