package io.orderstream.cli;

import io.orderstream.cli.demo.DemoCommand;
import io.orderstream.cli.importing.ImportCommand;
import io.orderstream.cli.projections.ProjectionsCommand;
import io.orderstream.cli.relay.RelayCommand;
import io.orderstream.cli.tail.TailCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line; it ends with 0 if the command did what it says, 1 if not, and 2 if it was called wrongly. */
@Command(
        name = "orderstream",
        description = "Commands for a running Orderstream.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DemoCommand.class,
            ImportCommand.class,
            ProjectionsCommand.class,
            RelayCommand.class,
            TailCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Cli {

    private Cli() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Cli());
    }
}
