package io.orderstream.cli.relay;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the relay's figures, one a line. */
@Command(
        name = "status",
        description = "Prints events relayed, rate, transaction times and fencings since the projector started.",
        mixinStandardHelpOptions = true)
final class RelayStatusCommand implements Callable<Integer> {

    @Mixin
    private ProjectorApi projector = new ProjectorApi();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try {
            projector
                    .get("/v1/relay")
                    .propertyStream()
                    .forEach(figure -> spec.commandLine()
                            .getOut()
                            .println(figure.getKey() + " " + figure.getValue().asString()));
            return 0;
        } catch (IOException failed) {
            spec.commandLine().getErr().println(failed.getMessage());
            return 1;
        }
    }
}
