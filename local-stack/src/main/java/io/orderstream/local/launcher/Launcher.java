package io.orderstream.local.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * What {@code ./orderstream} runs for the commands that start and stop the local stack.
 *
 * <p>Exit codes: 0 done, 1 failed (and nothing is left running by a failed start), 2 wrong usage, 3 not running.
 */
@Command(
        name = "orderstream",
        description = "Orderstream on this machine, without containers.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {UpCommand.class, DownCommand.class, StatusCommand.class, LogsCommand.class, ResetCommand.class})
public final class Launcher {

    static final int FAILED = 1;
    static final int NOT_RUNNING = 3;

    private Launcher() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Launcher())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    if (exception instanceof LauncherException expected) {
                        command.getErr().println(expected.getMessage());
                        command.getErr().flush();
                        return FAILED;
                    }
                    throw exception;
                });
    }
}
