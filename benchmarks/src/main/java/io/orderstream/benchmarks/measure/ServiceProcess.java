package io.orderstream.benchmarks.measure;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service as the local stack starts it, with the requests that do nothing beside its own. */
public final class ServiceProcess implements AutoCloseable {

    /** As the local stack starts services. */
    public static final int HEAP_MEGABYTES = 512;

    private static final Duration START_UP = Duration.ofMinutes(3);
    private static final JsonMapper JSON = new JsonMapper();

    private final ServerProcess process;

    private ServiceProcess(ServerProcess process) {
        this.process = process;
    }

    /**
     * Starts it and returns when it is ready. The system property {@code service.options} holds more flags for its JVM,
     * for a profiler for example.
     *
     * @param jar the service, unpacked
     * @param main its main class
     * @param heapMegabytes the most that its heap takes
     * @param settings as environment variables
     */
    public static ServiceProcess start(Path jar, String main, int heapMegabytes, Map<String, String> settings)
            throws Exception {
        int port = ServerProcess.freePort();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SERVER_ADDRESS", "localhost");
        Path ours = Path.of(ServiceProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4",
                "--enable-native-access=ALL-UNNAMED"));
        String added = System.getProperty("service.options", "");
        arguments.addAll(added.isBlank() ? List.of() : List.of(added.split(" ")));
        arguments.addAll(List.of("-cp", jar + File.pathSeparator + ours, main));
        Path log = Files.createTempFile(jar.getParent(), "service-", ".log");
        ServiceProcess service = new ServiceProcess(
                ServerProcess.start(arguments, environment, "http://localhost:" + port, log.toFile()));
        service.awaitReady(log);
        return service;
    }

    private void awaitReady(Path log) throws Exception {
        long deadline = System.nanoTime() + START_UP.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                String printed = Files.readString(log);
                process.close();
                throw new IOException("the service did not start:\n" + printed);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean isReady() {
        try (HttpConnection connection = new HttpConnection(port())) {
            return connection.get("/actuator/health/readiness").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return process.port();
    }

    public Duration processorTime() {
        return process.processorTime();
    }

    /** The count of a counter. */
    public double count(String counter) throws IOException {
        try (HttpConnection connection = new HttpConnection(port())) {
            String metric =
                    connection.get("/actuator/metrics/" + counter).orFail().body();
            return JSON.readTree(metric).at("/measurements/0/value").asDouble();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
