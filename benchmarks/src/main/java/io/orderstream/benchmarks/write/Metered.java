package io.orderstream.benchmarks.write;

import io.orderstream.benchmarks.measure.ClosedLoop;
import io.orderstream.benchmarks.measure.ClosedLoop.Client;
import io.orderstream.benchmarks.measure.Measured;
import io.orderstream.benchmarks.measure.ServerProcess;
import io.orderstream.benchmarks.measure.ServiceProcess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

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
        account(-1);
        Measured measured = loop.run(service.port(), clients);
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
