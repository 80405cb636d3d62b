package io.orderstream.local.launcher;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The three services: where each is built, its port, and the settings it is given. */
enum Service {
    COMMAND("command-service") {
        @Override
        int port(Ports ports) {
            return ports.command();
        }

        @Override
        Map<String, String> settings(Ports ports) {
            return Map.of("ORDERSTREAM_EVENTSTORE_URI", eventStore(ports));
        }
    },
    PROJECTOR("projector") {
        @Override
        int port(Ports ports) {
            return ports.projector();
        }

        @Override
        Map<String, String> settings(Ports ports) {
            return Map.of(
                    "ORDERSTREAM_EVENTSTORE_URI", eventStore(ports),
                    "SPRING_MONGODB_URI", mongodb(ports),
                    "SPRING_KAFKA_BOOTSTRAP_SERVERS", "localhost:" + ports.kafka());
        }
    },
    QUERY("query-service") {
        @Override
        int port(Ports ports) {
            return ports.query();
        }

        @Override
        Map<String, String> settings(Ports ports) {
            return Map.of("SPRING_MONGODB_URI", mongodb(ports));
        }
    };

    private static final int HEAP_MEGABYTES = 512;

    private final String module;

    Service(String module) {
        this.module = module;
    }

    String module() {
        return module;
    }

    abstract int port(Ports ports);

    /** The settings that say where the backing services are. */
    abstract Map<String, String> settings(Ports ports);

    /** The settings above, and the service's own address: reachable from this machine only, for it asks nobody who they are. */
    Map<String, String> environment(Ports ports) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("SERVER_PORT", Integer.toString(port(ports)));
        environment.put("SERVER_ADDRESS", "localhost");
        environment.putAll(settings(ports));
        return environment;
    }

    ProcessPlan plan(Ports ports, Apps.App app, Path launcherClasses) {
        var command = new ArrayList<String>();
        command.add(Java.program());
        command.addAll(Java.flags(HEAP_MEGABYTES));
        command.addAll(List.of(
                "-cp",
                app.jar() + File.pathSeparator + launcherClasses,
                TiedToParent.class.getName(),
                app.mainClass()));
        return new ProcessPlan(
                module,
                command,
                environment(ports),
                List.of(new Endpoint(module, port(ports), Endpoint.Kind.HTTP)),
                Optional.empty());
    }

    private static String eventStore(Ports ports) {
        return "esdb://localhost:" + ports.eventStore() + "?tls=false";
    }

    private static String mongodb(Ports ports) {
        return "mongodb://localhost:" + ports.mongodb() + "/orderstream";
    }
}
