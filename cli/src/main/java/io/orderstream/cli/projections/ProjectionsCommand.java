package io.orderstream.cli.projections;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows and operates projections. What is asked for is done by the projectors within a moment. */
@Command(
        name = "projections",
        description = "Shows how projections are getting on; pauses, rebuilds and repairs them.",
        mixinStandardHelpOptions = true)
public final class ProjectionsCommand implements Callable<Integer> {

    private static final String ROW = "%-14s %-9s %14s %12s %9s %7s  %s%n";

    @Option(
            names = "--url-projector",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:ORDERSTREAM_PROJECTOR_URL:-http://localhost:${env:ORDERSTREAM_PROJECTOR_PORT:-8083}}",
            description = "The projector's API (default: ${DEFAULT-VALUE}, or ORDERSTREAM_PROJECTOR_URL).")
    private URI url = URI.create("http://localhost:8083");

    @Spec
    private CommandSpec spec;

    private interface Call {
        void run(AdminApi api) throws IOException, InterruptedException;
    }

    @Override
    public Integer call() {
        return with(api -> {
            out().printf(ROW, "PROJECTION", "STATE", "POSITION", "BEHIND", "SECONDS", "PARKED", "COLLECTION");
            api.get("").path("items").forEach(this::print);
            out().flush();
        });
    }

    private void print(JsonNode status) {
        JsonNode lag = status.path("lag");
        JsonNode live = status.path("live");
        String where = live.isObject()
                ? "%s, %d shard(s)"
                        .formatted(
                                live.path("collection").asString(),
                                live.path("shards").size())
                : "";
        out().printf(
                        Locale.ROOT,
                        ROW,
                        status.path("name").asString(),
                        status.path("state").asString(),
                        status.path("position").asLong(),
                        lag.path("events").asLong(),
                        "%.1f".formatted(lag.path("seconds").asDouble()),
                        status.path("parked").asLong(),
                        where);
        detail(status, "problem", "problem: ");
        detail(status.path("rebuild"), "collection", "rebuilding into ");
        detail(status, "rebuildProblem", "the rebuild waits: ");
        detail(status.path("previous"), "collection", "kept until released: ");
    }

    private void detail(JsonNode of, String field, String label) {
        if (of.path(field).isString()) {
            out().println("  " + label + of.path(field).asString());
        }
    }

    @Command(
            description = "Lets nobody work on a projection, or relay, until that is resumed.",
            mixinStandardHelpOptions = true)
    int pause(@Parameters(paramLabel = "NAME") String name) {
        return post("is being paused", "", name, "pause");
    }

    @Command(description = "Lets a paused projection, or the relay, go on.", mixinStandardHelpOptions = true)
    int resume(@Parameters(paramLabel = "NAME") String name) {
        return post("goes on", "", name, "resume");
    }

    @Command(
            description = "Fills a new collection beside the live one, which goes live when it has caught up.",
            mixinStandardHelpOptions = true)
    int rebuild(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--shards", paramLabel = "N", description = "Into how many shards; as before if not given.")
                    @Nullable
                    Integer shards) {
        return post("is being rebuilt", shards == null ? "" : "?shards=" + shards, name, "rebuild");
    }

    @Command(
            name = "switch",
            description = "Lets a rebuild go live though it differs from what is live.",
            mixinStandardHelpOptions = true)
    int switchOver(@Parameters(paramLabel = "NAME") String name) {
        return post("is read from the rebuilt collection", "", name, "switch");
    }

    @Command(description = "Makes the collection live again that was live before.", mixinStandardHelpOptions = true)
    int back(@Parameters(paramLabel = "NAME") String name) {
        return post("is read from the collection before", "", name, "back");
    }

    @Command(
            description = "Gives up the rebuild under way, or else deletes what was live before.",
            mixinStandardHelpOptions = true)
    int release(@Parameters(paramLabel = "NAME") String name) {
        return post("gives up what is not live", "", name, "release");
    }

    @Command(description = "Shows the parked documents of a projection.", mixinStandardHelpOptions = true)
    int parked(@Parameters(paramLabel = "NAME") String name) {
        return with(api -> {
            JsonNode page = api.get("", name, "parked");
            page.path("items").forEach(this::printParked);
            while (page.path("next").isString()) {
                page = api.get("?cursor=" + encoded(page.path("next").asString()), name, "parked");
                page.path("items").forEach(this::printParked);
            }
            out().flush();
        });
    }

    private static String encoded(String cursor) {
        return URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }

    private void printParked(JsonNode item) {
        JsonNode document = item.path("document");
        out().printf(
                        "%s  %s at revision %d of order %s, %d event(s) wait, tried again %d time(s)%n  %s%n",
                        document.path("key").asString(),
                        document.path("type").asString(),
                        document.path("revision").asLong(),
                        document.path("orderId").asString(),
                        item.path("waiting").asLong(),
                        document.path("retries").asLong(),
                        document.path("reason").asString());
    }

    @Command(description = "Has a parked document tried again.", mixinStandardHelpOptions = true)
    int retry(@Parameters(paramLabel = "NAME") String name, @Parameters(paramLabel = "KEY") String key) {
        return post("tries " + key + " again", "", name, "parked", key, "retry");
    }

    private int post(String done, String query, String... path) {
        return with(api -> {
            api.post(query, path);
            out().println(path[0] + " " + done);
        });
    }

    private int with(Call call) {
        try {
            call.run(new AdminApi(url));
            return 0;
        } catch (IOException refused) {
            spec.commandLine().getErr().println(refused.getMessage());
            return 1;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
