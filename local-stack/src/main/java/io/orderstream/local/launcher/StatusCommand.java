package io.orderstream.local.launcher;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Show each service: state, process, port, health, and since when.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all of it is up and healthy",
            "1:it runs, and something is not healthy",
            "3:it is not running"
        })
final class StatusCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final String ROW = "%-16s %-11s %-8s %-6s %-10s %s%n";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var found = RunState.read(Home.configured());
        if (found.isEmpty() || !found.get().supervisor().isAlive()) {
            return sayItIsNotRunning(found.map(Leftovers::of).map(List::size).orElse(0));
        }
        var state = found.get();
        out().printf(ROW, "SERVICE", "STATE", "PID", "PORT", "HEALTH", "SINCE");
        boolean healthy = state.allUp();
        for (var entry : state.entries()) {
            for (var endpoint : entry.endpoints()) {
                healthy &= show(entry, endpoint);
            }
        }
        out().flush();
        return healthy ? 0 : Launcher.FAILED;
    }

    private boolean show(RunState.Entry entry, Endpoint endpoint) {
        boolean alive = entry.process().map(OwnedProcess::isAlive).orElse(false);
        boolean healthy = alive && endpoint.isHealthy();
        var pid = alive ? Long.toString(entry.process().orElseThrow().pid()) : "-";
        var restarts = entry.restarts() == 0 ? "" : ", restarts: " + entry.restarts();
        out().printf(
                        ROW,
                        endpoint.name(),
                        entry.state().label(),
                        pid,
                        endpoint.port(),
                        healthy ? "healthy" : "unhealthy",
                        TIME.format(entry.since()) + " (" + forHowLong(entry.since()) + restarts + ")");
        return healthy;
    }

    private int sayItIsNotRunning(int leftovers) {
        out().println("Not running.");
        if (leftovers > 0) {
            out().println(leftovers + " processes are left over; stop them with: ./orderstream down");
        }
        out().flush();
        return Launcher.NOT_RUNNING;
    }

    private static String forHowLong(Instant since) {
        var time = Duration.between(since, Instant.now());
        if (time.toMinutes() == 0) {
            return time.toSeconds() + " s";
        }
        return time.toHours() == 0 ? time.toMinutes() + " min" : time.toHours() + " h";
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
