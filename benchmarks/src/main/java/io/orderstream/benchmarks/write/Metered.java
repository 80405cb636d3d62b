package io.orderstream.benchmarks.write;

import io.orderstream.benchmarks.measure.ClosedLoop;
import io.orderstream.benchmarks.measure.ClosedLoop.Client;
import io.orderstream.benchmarks.measure.Measured;
import io.orderstream.benchmarks.measure.ServerProcess;
import io.orderstream.benchmarks.measure.ServiceProcess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Runs loops of one kind of request, and adds up the processor time that each of the three JVMs spent on them. */
final class Metered {

    private final ServiceProcess service;
    private final ServerProcess store;
    private final IntFunction<Client> clients;
    private long inService;
    private long inStore;
    private long inClients;
    private long requests;

    /** @param clients by the number of their connection */
    Metered(ServiceProcess service, ServerProcess store, IntFunction<Client> clients) {
        this.service = service;
        this.store = store;
        this.clients = clients;
    }

    /** Runs the loop without counting it. */
    void warmUp(ClosedLoop loop) throws Exception {
        loop.run(service.port(), clients);
    }

    Measured run(ClosedLoop loop) throws Exception {
        return counted(() -> loop.run(service.port(), clients));
    }

    /** Imports of orders instead of requests; each line counts as one. */
    Measured run(ImportRun imports, Supplier<String> line) throws Exception {
        return counted(() -> imports.run(service.port(), line));
    }

    private Measured counted(Callable<Measured> load) throws Exception {
        account(-1);
        Measured measured = load.call();
        account(1);
        requests += measured.latency().getTotalCount();
        return measured;
    }

    private void account(int sign) {
        inService += sign * service.processorTime().toNanos();
        inStore += sign * store.processorTime().toNanos();
        inClients += sign
                * ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos();
    }

    /** How many were answered while they were counted. */
    long requests() {
        return requests;
    }

    /** Microseconds of processor time per request, by the process that spent them. */
    Map<String, Long> microsPerRequest() {
        Map<String, Long> micros = new LinkedHashMap<>();
        micros.put("service", inService / 1_000 / requests);
        micros.put("eventStore", inStore / 1_000 / requests);
        micros.put("clients", inClients / 1_000 / requests);
        return micros;
    }
}
