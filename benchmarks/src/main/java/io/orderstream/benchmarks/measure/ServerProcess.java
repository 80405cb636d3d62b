package io.orderstream.benchmarks.measure;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server in a JVM of its own, which ends with ours. */
public final class ServerProcess implements AutoCloseable {
    private static final String READY = " ready at ";

    private final Process process;
    private final String address;

    private ServerProcess(Process process, String address) {
        this.process = process;
        this.address = address;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** Starts a class of this class path that says on its standard output when it is ready, and at what address. */
    public static ServerProcess start(Class<?> main, List<String> options, String... arguments) throws IOException {
        List<String> command = java(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            int ready = line.indexOf(READY);
            if (ready > 0) {
                return new ServerProcess(process, line.substring(ready + READY.length()));
            }
        }
        throw new IOException(main.getSimpleName() + " did not start");
    }

    /**
     * Starts a program on a class path of its own, and does not wait until it is ready.
     *
     * @param arguments the JVM's options, the main class and its arguments
     * @param log what it prints
     */
    public static ServerProcess start(List<String> arguments, Map<String, String> environment, String address, File log)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(java(arguments)).redirectErrorStream(true).redirectOutput(log);
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), address);
    }

    /** The command line for the Java that runs us. */
    private static List<String> java(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return command;
    }

    public String address() {
        return address;
    }

    public int port() {
        return URI.create(address).getPort();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The processor time it has used since it started. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** How much memory it has of the machine now, in megabytes; 0 where the system does not tell. */
    public long residentMegabytes() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException notLinux) {
            return 0;
        }
    }

    /** A port that nobody listens on. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
