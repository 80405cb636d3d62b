package io.orderstream.local.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A project folder with stand-in services, and the launcher run over it as a process of its own. */
final class LauncherProject implements AutoCloseable {

    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";
    private static final long PATIENCE_SECONDS = 120;

    private final Path root;
    private final List<Process> started = new ArrayList<>();
    final Ports ports = new Ports(0, 0, 0, 0, 0, 0).withFreeOnesForZero();

    private LauncherProject(Path root) {
        this.root = root;
    }

    /** What a command that ended left. */
    record Ended(int exitCode, String output) {}

    static LauncherProject in(Path root) throws IOException {
        for (var service : Service.values()) {
            var target = Files.createDirectories(root.resolve(service.module()).resolve("target"));
            writeStandIn(target.resolve(service.module() + "-1-exec.jar"));
        }
        return new LauncherProject(root);
    }

    Home home() {
        return new Home(root.resolve("home"));
    }

    Path file(String name) {
        return root.resolve(name);
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        var output = Files.createTempFile(root, "output-", ".txt");
        var process = start(output, arguments);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Still running: " + List.of(arguments) + "\n" + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }

    /** Runs {@code up} with this project's ports. */
    Ended up(String... arguments) throws IOException, InterruptedException {
        return run(upArguments(arguments));
    }

    Process startUp(Path output) throws IOException {
        return start(output, upArguments());
    }

    private String[] upArguments(String... more) {
        var all = new ArrayList<String>();
        all.add("up");
        all.addAll(Arrays.asList(more));
        all.addAll(ports.flags());
        return all.toArray(String[]::new);
    }

    private Process start(Path output, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Java.program(),
                QUICK_START,
                "-Dorderstream.root=" + root,
                "-Dorderstream.home=" + home().directory(),
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName()));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("STAND_IN_FOLDER", root.toString());
        builder.environment().put("ORDERSTREAM_JAVA_OPTS", QUICK_START);
        var process = builder.start();
        started.add(process);
        return process;
    }

    RunState state() {
        return RunState.read(home()).orElseThrow();
    }

    RunState.Entry entry(String name) {
        return state().entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    List<OwnedProcess> processes() {
        return state().entries().stream()
                .flatMap(entry -> entry.process().stream())
                .toList();
    }

    static ServerSocket listenOn(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName("localhost"));
    }

    boolean allPortsAreFree() {
        try {
            ports.requireUsable();
            return true;
        } catch (LauncherException e) {
            return false;
        }
    }

    /** Whatever a failed test left is ended by force. */
    @Override
    public void close() {
        RunState.read(home()).ifPresent(state -> {
            ProcessHandle.of(state.supervisor().pid()).ifPresent(ProcessHandle::destroyForcibly);
            Leftovers.of(state)
                    .forEach(entry -> entry.process()
                            .flatMap(process -> ProcessHandle.of(process.pid()))
                            .ifPresent(ProcessHandle::destroyForcibly));
        });
        started.forEach(Process::destroyForcibly);
    }

    private static void writeStandIn(Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInService.class.getName());
        var entry = StandInService.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var bytes = StandInService.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new ZipEntry(entry));
            Objects.requireNonNull(bytes).transferTo(out);
            out.closeEntry();
        }
    }
}
