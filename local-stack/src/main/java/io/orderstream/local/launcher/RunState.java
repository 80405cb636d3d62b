package io.orderstream.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** What is running, on the disk, for the other commands and for cleaning up after a supervisor that was killed. */
record RunState(OwnedProcess supervisor, List<Entry> entries) {

    private static final String FILE = "stack.properties";

    /** One process, with since when it is in its state. Its identity is absent until it was started. */
    record Entry(
            String name,
            Optional<OwnedProcess> process,
            ProcessState state,
            Instant since,
            int restarts,
            List<Endpoint> endpoints) {}

    static Optional<RunState> read(Home home) {
        var file = home.run().resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new LauncherException("Cannot read " + file + ": " + Home.reason(e), e);
        }
        return Optional.of(parse(properties));
    }

    void write(Home home) throws IOException {
        var file = home.run().resolve(FILE);
        var beside = home.run().resolve(FILE + ".new");
        try (var writer = Files.newBufferedWriter(beside)) {
            toProperties().store(writer, null);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void delete(Home home) {
        try {
            Files.deleteIfExists(home.run().resolve(FILE));
        } catch (IOException e) {
            throw new LauncherException("Cannot delete " + home.run().resolve(FILE) + ": " + Home.reason(e), e);
        }
    }

    List<Endpoint> endpoints() {
        return entries.stream().flatMap(entry -> entry.endpoints().stream()).toList();
    }

    boolean allUp() {
        return !entries.isEmpty() && entries.stream().allMatch(entry -> entry.state() == ProcessState.UP);
    }

    private Properties toProperties() {
        var properties = new Properties();
        put(properties, "supervisor", supervisor);
        properties.setProperty(
                "processes", String.join(",", entries.stream().map(Entry::name).toList()));
        for (var entry : entries) {
            entry.process().ifPresent(process -> put(properties, entry.name(), process));
            properties.setProperty(entry.name() + ".state", entry.state().name());
            properties.setProperty(entry.name() + ".since", entry.since().toString());
            properties.setProperty(entry.name() + ".restarts", Integer.toString(entry.restarts()));
            properties.setProperty(
                    entry.name() + ".endpoints",
                    String.join(
                            ",",
                            entry.endpoints().stream()
                                    .map(it -> it.name() + ":" + it.port() + ":" + it.kind())
                                    .toList()));
        }
        return properties;
    }

    private static void put(Properties properties, String name, OwnedProcess process) {
        properties.setProperty(name + ".pid", Long.toString(process.pid()));
        properties.setProperty(name + ".started", process.started().toString());
    }

    private static RunState parse(Properties properties) {
        var entries = new ArrayList<Entry>();
        for (var name : listed(properties.getProperty("processes"))) {
            entries.add(new Entry(
                    name,
                    process(properties, name),
                    ProcessState.valueOf(properties.getProperty(name + ".state")),
                    Instant.parse(properties.getProperty(name + ".since")),
                    Integer.parseInt(properties.getProperty(name + ".restarts")),
                    endpoints(properties.getProperty(name + ".endpoints"))));
        }
        return new RunState(process(properties, "supervisor").orElseThrow(), List.copyOf(entries));
    }

    private static Optional<OwnedProcess> process(Properties properties, String name) {
        return Optional.ofNullable(properties.getProperty(name + ".pid"))
                .map(pid -> new OwnedProcess(
                        Long.parseLong(pid), Instant.parse(properties.getProperty(name + ".started"))));
    }

    private static List<Endpoint> endpoints(String text) {
        var endpoints = new ArrayList<Endpoint>();
        for (var endpoint : listed(text)) {
            var parts = endpoint.split(":");
            endpoints.add(new Endpoint(parts[0], Integer.parseInt(parts[1]), Endpoint.Kind.valueOf(parts[2])));
        }
        return List.copyOf(endpoints);
    }

    private static List<String> listed(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(","));
    }
}
