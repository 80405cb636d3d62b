package io.orderstream.local.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "reset",
        description = "Delete all local data and logs. Asks first, and refuses while the stack runs.",
        mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var home = Home.configured();
        if (!Files.isDirectory(home.run())) {
            say("There is nothing to delete in " + home.directory());
            return 0;
        }
        var lock = home.lock()
                .orElseThrow(() -> new LauncherException("It is running. Stop it first with: ./orderstream down"));
        try {
            if (!yes && !confirmed(home)) {
                say("Nothing was deleted.");
                return Launcher.FAILED;
            }
            Leftovers.stop(home, out());
            Apps.delete(home.data());
            Apps.delete(home.logs());
            Apps.delete(home.apps());
        } finally {
            Home.release(lock);
        }
        say("Deleted. The next ./orderstream up starts empty.");
        return 0;
    }

    private boolean confirmed(Home home) throws IOException {
        if (!Boolean.getBoolean("orderstream.asks")) {
            throw new LauncherException("This deletes all data in " + home.directory()
                    + ", and there is no terminal to ask on. Say it with: ./orderstream reset --yes");
        }
        out().print("This deletes all orders, read models, topics and logs in " + home.directory() + ". Go on? [y/N] ");
        out().flush();
        var answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        return answer != null && answer.strip().matches("(?i)y(es)?");
    }

    private void say(String message) {
        out().println(message);
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
