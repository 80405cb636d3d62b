package io.orderstream.benchmarks.write;

import io.orderstream.benchmarks.measure.ServiceProcess;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is sent to one service, from the least to do to the most, and the orders it is about. */
final class Requests {

    static final String BARE = "bare POST";
    static final String NO_OP = "no-op";
    static final String PLACING = "placing";
    static final String CHANGING = "changing";
    static final String MIX = "mix";
    static final String IMPORTING = "importing";

    /** How many orders are somewhere in their lives. */
    static final int OPEN_ORDERS = 2_048;

    /** More than are changed, a few times each, while a kind of request is measured. */
    private static final int CHANGED_ORDERS = 16_384;

    private final ServiceProcess service;
    private final WriteSystem system;
    private final Orders living = new Orders(OPEN_ORDERS);

    private Requests(ServiceProcess service, WriteSystem system) {
        this.service = service;
        this.system = system;
    }

    /** Begins with orders. */
    static Requests to(ServiceProcess service, WriteSystem system) throws Exception {
        Requests requests = new Requests(service, system);
        requests.living.begin(service.port());
        return requests;
    }

    /** Each kind of request by its name, from so many connections; the orders that are changed are new ones. */
    Map<String, Metered> from(int connections) throws Exception {
        Orders changed = new Orders(CHANGED_ORDERS);
        changed.place(service.port());
        Map<String, Metered> requests = new LinkedHashMap<>();
        requests.put(BARE, system.metered(service, i -> changed.bare()));
        requests.put(NO_OP, system.metered(service, i -> changed.noOp()));
        requests.put(PLACING, system.metered(service, i -> changed.placing()));
        requests.put(CHANGING, system.metered(service, i -> changed.changing(i, connections)));
        requests.put(MIX, system.metered(service, i -> living.living(i, connections)));
        return requests;
    }
}
