package io.orderstream.local.launcher;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "down",
        description = "Stop the stack: the services first, then what they need. The data stays.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var home = Home.configured();
        var state = RunState.read(home);
        if (state.isEmpty()) {
            say("Nothing is running.");
            return 0;
        }
        var supervisor = state.get().supervisor();
        if (supervisor.isAlive()) {
            say("Stopping.");
            supervisor.terminate();
            if (!supervisor.awaitEnd(PATIENCE)) {
                throw new LauncherException("Process " + supervisor.pid() + " does not end.");
            }
        }
        Leftovers.stop(home, out());
        say("Stopped. The data stays in " + home.data());
        return 0;
    }

    private void say(String message) {
        out().println(message);
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
