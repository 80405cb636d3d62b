package io.orderstream.benchmarks.projection;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Tells what the projections' benchmark measured, in tables of Markdown. */
final class ProjectionReport {

    private static final double CATCH_UP_AIM = 0.8;
    private static final double IDLE_AIM_MILLIS = 200;

    private final JsonNode results;
    private final StringBuilder text = new StringBuilder();

    ProjectionReport(JsonNode results) {
        this.results = results;
    }

    String markdown() {
        line(
                "%s cores, JDK %s, %,d events in %s rounds, %s, [as JSON](benchmarks/projecting.json).",
                results.get("processors").asString(),
                results.get("java").asString(),
                results.get("events").asLong(),
                results.get("rounds").asString(),
                results.get("date").asString());
        line("");
        catchUp();
        delays();
        aims();
        return text.toString();
    }

    private void catchUp() {
        JsonNode reading = results.get("reading");
        line(
                "Reading and decoding alone (a): %,d events a second, best %,d.",
                perSecond(reading), reading.get("bestPerSecond").asLong());
        line("");
        line(
                "| events a second | catching up | best | writing alone (b) | best | ÷ the slower of (a) and (b) | ÷ (a) and then (b) | most memory, MB | of that heap, of %d MB |",
                results.get("heapMegabytes").asLong());
        line("|---|---|---|---|---|---|---|---|---|");
        for (JsonNode row : results.get("readModels")) {
            JsonNode projecting = row.get("projecting");
            JsonNode writing = row.get("writing");
            line(
                    "| %s | %,d | %,d | %,d | %,d | %.2f | %.2f | %d | %d |",
                    row.get("readModel").asString(),
                    perSecond(projecting),
                    projecting.get("bestPerSecond").asLong(),
                    perSecond(writing),
                    writing.get("bestPerSecond").asLong(),
                    row.get("toTheSlower").asDouble(),
                    row.get("toBothInTurn").asDouble(),
                    row.get("mostResidentMegabytes").asLong(),
                    row.get("mostHeapMegabytes").asLong());
        }
        line("");
    }

    private static long perSecond(JsonNode measured) {
        return measured.get("perSecond").asLong();
    }

    private void delays() {
        line("| from acknowledged to shown, ms | orders: p50 | p99 | most | all read models: p50 | p99 | most |");
        line("|---|---|---|---|---|---|---|");
        for (JsonNode row : results.get("underLoad")) {
            delay(
                    String.format(
                            Locale.ROOT,
                            "%,d commands a second",
                            row.get("rate").asLong()),
                    row);
        }
        delay("idle, " + results.get("shards").asString() + " shards", results.get("idle"));
        line("");
    }

    private void delay(String what, JsonNode row) {
        line("| %s | %s | %s |", what, millis(row.get("orders")), millis(row.get("all")));
    }

    private static String millis(JsonNode delay) {
        return String.format(
                Locale.ROOT,
                "%.1f | %.1f | %.1f",
                delay.get("p50Millis").asDouble(),
                delay.get("p99Millis").asDouble(),
                delay.get("maxMillis").asDouble());
    }

    private void aims() {
        for (JsonNode row : results.get("readModels")) {
            double ratio = row.get("toTheSlower").asDouble();
            line(
                    "- *Catching up at %.1f of the slower, %s*: %s, %.2f.",
                    CATCH_UP_AIM, row.get("readModel").asString(), reached(ratio >= CATCH_UP_AIM), ratio);
        }
        double idle = results.get("idle").get("all").get("maxMillis").asDouble();
        line(
                "- *A position reached across %s shards of an idle system within %.0f ms*: %s, at most %.1f ms.",
                results.get("shards").asString(), IDLE_AIM_MILLIS, reached(idle <= IDLE_AIM_MILLIS), idle);
    }

    private static String reached(boolean reached) {
        return reached ? "reached" : "**not reached**";
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
