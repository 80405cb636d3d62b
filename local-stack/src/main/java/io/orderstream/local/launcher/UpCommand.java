package io.orderstream.local.launcher;

import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = {
            "Start the event store, MongoDB, Kafka and the three services, and stay until Ctrl-C.",
            "A service that ends later is started again, with growing pauses; the others go on."
        },
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Option(names = "--detach", description = "Return once everything serves; stop it with: ./orderstream down")
    private boolean detach;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "180",
            description = "How long the start may take (default 180).")
    private int timeoutSeconds;

    @Option(
            names = "--min-free-mb",
            paramLabel = "MB",
            defaultValue = "${env:ORDERSTREAM_MIN_FREE_MB:-500}",
            description = "Refuse to start with less free disk space (default 500, or ORDERSTREAM_MIN_FREE_MB).")
    private long neededMegabytes;

    @Mixin
    private PortOptions portOptions;

    @Spec
    private CommandSpec spec;

    @Option(names = "--background", hidden = true)
    private boolean background;

    @Override
    public Integer call() {
        var home = Home.configured();
        home.prepare(neededMegabytes);
        return detach ? new Detached(home, out()).up(timeoutSeconds, neededMegabytes, portOptions.asGiven()) : up(home);
    }

    private int up(Home home) {
        var lock = home.lock();
        if (lock.isEmpty()) {
            return sayItIsUp(home);
        }
        try {
            Leftovers.stop(home, out());
            var ports = portOptions.asGiven().withFreeOnesForZero();
            ports.requireUsable();
            return run(home, ports);
        } finally {
            Home.release(lock.get());
        }
    }

    private int run(Home home, Ports ports) {
        var progress = progress();
        var supervisor = new Supervisor(home, progress, Duration.ofSeconds(timeoutSeconds));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, progress), "stop"));
        supervisor.start(() -> waves(home, ports));
        if (!background) {
            progress.say(Addresses.of(supervisor.endpoints()) + System.lineSeparator() + "Ctrl-C stops everything.");
        }
        supervisor.watch();
        return 0;
    }

    private static void stop(Supervisor supervisor, Progress progress) {
        if (supervisor.isRunning()) {
            progress.say("Stopping.");
            supervisor.stop();
        }
    }

    private List<List<ProcessPlan>> waves(Home home, Ports ports) {
        var apps = new Apps(
                Path.of(System.getProperty("orderstream.root", "."))
                        .toAbsolutePath()
                        .normalize(),
                home);
        apps.deleteOtherLaunchers(launcherClasses());
        var unpacking = Arrays.stream(Service.values())
                .map(service -> CompletableFuture.supplyAsync(
                        () -> service.plan(ports, apps.unpacked(service.module()), launcherClasses())))
                .toList();
        try {
            return List.of(
                    List.of(BackingPlan.of(ports, home)),
                    unpacking.stream().map(CompletableFuture::join).toList());
        } catch (CompletionException e) {
            if (e.getCause() instanceof LauncherException expected) {
                throw expected;
            }
            throw e;
        }
    }

    private static Path launcherClasses() {
        try {
            return Path.of(UpCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private int sayItIsUp(Home home) {
        out().println("It is already up, or starting. See ./orderstream status, or stop it with ./orderstream down");
        return RunState.read(home).map(RunState::allUp).orElse(false) ? 0 : Launcher.FAILED;
    }

    private Progress progress() {
        return Boolean.getBoolean("orderstream.tty") ? new TerminalProgress(out()) : new PlainProgress(out());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
