package io.orderstream.local.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "logs",
        description = "Show the end of the logs, of one service or of all.",
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description =
                    "command-service, projector, query-service, event-store, mongodb, kafka (these three share one log) or supervisor.")
    private Optional<String> service;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "50",
            description = "How many lines of each log (default 50).")
    private int lines;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var home = Home.configured();
        var logs = service.map(name -> one(home, name)).orElseGet(() -> all(home));
        if (logs.isEmpty()) {
            throw new LauncherException("There are no logs in " + home.logs());
        }
        var followed = new LinkedHashMap<String, FollowedFile>();
        for (var log : logs.entrySet()) {
            var prefix = logs.size() == 1 ? "" : log.getKey() + " | ";
            long end = Files.size(log.getValue());
            print(prefix, LogFile.lastLines(log.getValue(), 0, lines).lines().toList());
            followed.put(prefix, new FollowedFile(log.getValue(), end));
        }
        while (follow) {
            for (var log : followed.entrySet()) {
                print(log.getKey(), log.getValue().more().lines().toList());
            }
            Thread.sleep(LOOK_EVERY);
        }
        return 0;
    }

    private void print(String prefix, List<String> found) {
        found.forEach(line -> out().println(prefix + line));
        out().flush();
    }

    private static Map<String, Path> one(Home home, String name) {
        var process = switch (name) {
            case BackingPlan.EVENT_STORE, BackingPlan.MONGODB, BackingPlan.KAFKA -> BackingPlan.NAME;
            default -> name;
        };
        var log = all(home).get(process);
        if (log == null) {
            throw new LauncherException("There is no log of %s in %s; there are: %s"
                    .formatted(name, home.logs(), String.join(", ", all(home).keySet())));
        }
        return Map.of(process, log);
    }

    private static Map<String, Path> all(Home home) {
        var logs = new LinkedHashMap<String, Path>();
        if (!Files.isDirectory(home.logs())) {
            return logs;
        }
        try (var files = Files.newDirectoryStream(home.logs(), "*.log")) {
            var sorted = new ArrayList<Path>();
            files.forEach(sorted::add);
            sorted.sort(null);
            for (var file : sorted) {
                logs.put(file.getFileName().toString().replace(".log", ""), file);
            }
            return logs;
        } catch (IOException e) {
            throw new LauncherException("Cannot look into " + home.logs() + ": " + Home.reason(e), e);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
