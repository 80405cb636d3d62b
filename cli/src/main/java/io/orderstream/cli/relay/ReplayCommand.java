package io.orderstream.cli.relay;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Has history published into another topic, and waits for it. What was published stays, also when this is interrupted. */
@Command(
        name = "replay",
        description = {
            "Publishes history into another topic, for a new consumer. The live topics are not touched.",
            "Interrupting this command does not stop the replay. One that broke off goes on where it ended when it is asked for again."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    private static final String PATH = "/v1/relay/replay";
    private static final Duration POLL = Duration.ofMillis(300);

    @Option(names = "--to", paramLabel = "TOPIC", required = true, description = "Created if there is none.")
    private String topic = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Only events that occurred at or after this, for instance 2026-03-01T00:00:00Z.")
    private @Nullable Instant from;

    @Option(
            names = "--to-position",
            paramLabel = "POSITION",
            description = "Up to this position of the log (default: the last one there is).")
    private @Nullable Long toPosition;

    @Mixin
    private ProjectorApi projector = new ProjectorApi();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            JsonNode begun = projector.post(PATH, request());
            JsonNode ended = System.console() == null ? await(begun, out) : awaitWithBar(begun);
            boolean done = ended.path("state").asString().equals("DONE");
            out.printf(
                    "%s: %s, %,d domain events up to position %d%n",
                    topic,
                    done ? "done" : "stopped, " + ended.path("problem").asString("on request"),
                    ended.path("events").asLong(),
                    ended.path("position").asLong());
            out.flush();
            return done ? 0 : 1;
        } catch (IOException failed) {
            spec.commandLine().getErr().println(failed.getMessage());
            return 1;
        }
    }

    private ObjectNode request() {
        ObjectNode request = JsonMapper.shared().createObjectNode().put("topic", topic);
        if (from != null) {
            request.put("from", from.toString());
        }
        if (toPosition != null) {
            request.put("toPosition", toPosition);
        }
        return request;
    }

    private JsonNode await(JsonNode begun, PrintWriter out) throws IOException, InterruptedException {
        JsonNode status = begun;
        while (isRunning(status)) {
            out.printf("%s: %,d domain events%n", topic, status.path("events").asLong());
            out.flush();
            status = next();
        }
        return status;
    }

    private JsonNode awaitWithBar(JsonNode begun) throws IOException, InterruptedException {
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(topic)
                .setInitialMax(begun.path("toPosition").asLong())
                .setStyle(ProgressBarStyle.ASCII)
                .build()) {
            JsonNode status = begun;
            while (isRunning(status)) {
                bar.stepTo(Math.max(0, status.path("position").asLong()));
                bar.setExtraMessage(status.path("events").asLong() + " events");
                status = next();
            }
            return status;
        }
    }

    private JsonNode next() throws IOException, InterruptedException {
        Thread.sleep(POLL);
        JsonNode status = projector.get(PATH);
        if (!status.path("topic").asString().equals(topic)) {
            throw new IOException("Another replay began meanwhile.");
        }
        return status;
    }

    private static boolean isRunning(JsonNode status) {
        return status.path("state").asString().equals("RUNNING");
    }
}
