package io.orderstream.local.launcher;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts a stack that outlives this process, and shows its start. */
final class Detached {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Home home;
    private final PrintWriter out;

    Detached(Home home, PrintWriter out) {
        this.home = home;
        this.out = out;
    }

    int up(int timeoutSeconds, long neededMegabytes, Ports ports) {
        try {
            var log = home.startLog("supervisor");
            var follow = new FollowedFile(log, Files.exists(log) ? Files.size(log) : 0);
            var supervisor = spawn(command(timeoutSeconds, neededMegabytes, ports), log);
            return followUntilUp(supervisor, follow);
        } catch (IOException e) {
            throw new LauncherException("Cannot start in the background: " + Home.reason(e), e);
        }
    }

    private int followUntilUp(Process supervisor, FollowedFile log) throws IOException {
        var identity = OwnedProcess.of(supervisor.toHandle());
        var interrupted = new Thread(() -> abandon(identity), "abandon");
        Runtime.getRuntime().addShutdownHook(interrupted);
        while (true) {
            boolean ended = !supervisor.isAlive();
            var up = stateOf(supervisor).filter(RunState::allUp);
            out.print(log.more());
            out.flush();
            if (ended) {
                Runtime.getRuntime().removeShutdownHook(interrupted);
                return supervisor.exitValue();
            }
            if (up.isPresent()) {
                Runtime.getRuntime().removeShutdownHook(interrupted);
                out.println(Addresses.of(up.get().endpoints()));
                out.println("It goes on in the background. Stop it with: ./orderstream down");
                return 0;
            }
            pause();
        }
    }

    private Optional<RunState> stateOf(Process supervisor) {
        return RunState.read(home).filter(state -> state.supervisor().pid() == supervisor.pid());
    }

    private void abandon(OwnedProcess supervisor) {
        out.println("Stopping.");
        out.flush();
        supervisor.terminate();
        supervisor.awaitEnd(PATIENCE);
    }

    private static Process spawn(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(ManagedProcess.shielded(command))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private List<String> command(int timeoutSeconds, long neededMegabytes, Ports ports) {
        var command = new ArrayList<>(List.of(
                Java.program(),
                "-Xmx128m",
                "-Dorderstream.home=" + home.directory(),
                "-Dorderstream.root=" + System.getProperty("orderstream.root", "."),
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName(),
                "up",
                "--background",
                "--timeout",
                Integer.toString(timeoutSeconds),
                "--min-free-mb",
                Long.toString(neededMegabytes)));
        command.addAll(ports.flags());
        return command;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted.", e);
        }
    }
}
