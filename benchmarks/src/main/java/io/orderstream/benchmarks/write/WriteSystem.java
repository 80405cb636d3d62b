package io.orderstream.benchmarks.write;

import io.orderstream.benchmarks.measure.ClosedLoop.Client;
import io.orderstream.benchmarks.measure.ExecutableJar;
import io.orderstream.benchmarks.measure.ServerProcess;
import io.orderstream.benchmarks.measure.ServiceProcess;
import io.orderstream.local.eventstore.LocalEventStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The write side on this machine: an event store and any number of services, each a JVM, in a temporary folder. */
final class WriteSystem implements AutoCloseable {

    private static final String MAIN = "io.orderstream.command.CommandServiceApplication";

    /** On a machine that does much else a benchmark is slow, but does not fail. */
    private static final String PATIENCE = "25s";

    private final Path folder;
    private final ServerProcess store;
    private final List<ServiceProcess> services = new ArrayList<>();

    private WriteSystem(Path folder, ServerProcess store) {
        this.folder = folder;
        this.store = store;
    }

    static WriteSystem start() throws IOException {
        Path folder = Files.createTempDirectory("write-benchmark");
        List<String> options = List.of("-Xmx768m", "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4");
        Path data = folder.resolve("event-store");
        return new WriteSystem(folder, ServerProcess.start(LocalEventStore.class, options, data.toString(), "0"));
    }

    /**
     * Starts a service.
     *
     * @param executable its executable jar
     * @param settings as environment variables
     */
    ServiceProcess service(Path executable, Map<String, String> settings) throws Exception {
        Path unpacked = new ExecutableJar(executable).unpacked(folder.resolve("service-" + services.size()));
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("ORDERSTREAM_EVENTSTORE_URI", store.address());
        environment.put("ORDERSTREAM_EVENTSTORE_DEADLINE", PATIENCE);
        ServiceProcess service = ServiceProcess.start(unpacked, MAIN, ServiceProcess.HEAP_MEGABYTES, environment);
        services.add(service);
        return service;
    }

    Metered metered(ServiceProcess service, IntFunction<Client> clients) {
        return new Metered(service, store, clients);
    }

    @Override
    public void close() throws IOException {
        for (ServiceProcess service : services) {
            service.close();
        }
        store.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
