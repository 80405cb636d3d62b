package io.orderstream.cli.relay;

import picocli.CommandLine.Command;

/** Groups the commands for the relay. */
@Command(
        name = "relay",
        description = "Domain events: how the relay is getting on, and history published anew.",
        mixinStandardHelpOptions = true,
        subcommands = {RelayStatusCommand.class, ReplayCommand.class})
public final class RelayCommand {}
