package io.orderstream.local.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one process that holds the event store, MongoDB and Kafka. */
final class BackingPlan {

    static final String NAME = "backing";

    static final String EVENT_STORE = "event-store";
    static final String MONGODB = "mongodb";
    static final String KAFKA = "kafka";

    private static final int HEAP_MEGABYTES = 768;

    private BackingPlan() {}

    static ProcessPlan of(Ports ports, Home home) {
        Path ready = home.run().resolve("backing.ready");
        var command = new ArrayList<String>();
        command.add(Java.program());
        command.addAll(Java.flags(HEAP_MEGABYTES));
        command.addAll(List.of(
                "-Dlogback.configurationFile=io/orderstream/local/launcher/backing-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                TiedToParent.class.getName(),
                BackingServices.class.getName(),
                home.data().toString(),
                ready.toString(),
                Integer.toString(ports.eventStore()),
                Integer.toString(ports.mongodb()),
                Integer.toString(ports.kafka())));
        return new ProcessPlan(
                NAME,
                command,
                Map.of(),
                List.of(
                        new Endpoint(EVENT_STORE, ports.eventStore(), Endpoint.Kind.SOCKET),
                        new Endpoint(MONGODB, ports.mongodb(), Endpoint.Kind.SOCKET),
                        new Endpoint(KAFKA, ports.kafka(), Endpoint.Kind.SOCKET)),
                Optional.of(ready));
    }
}
