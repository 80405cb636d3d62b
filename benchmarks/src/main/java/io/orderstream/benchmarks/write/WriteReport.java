package io.orderstream.benchmarks.write;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tells what the write side's benchmark measured, in tables of Markdown. */
final class WriteReport {

    private static final double PLACING_AIM = 0.5;
    private static final double CHANGING_AIM = 0.8;

    private final JsonNode results;
    private final StringBuilder text = new StringBuilder();

    WriteReport(JsonNode results) {
        this.results = results;
    }

    String markdown() {
        line(
                "%s cores, JDK %s, %s rounds of %.1f s each, %s, [as JSON](benchmarks/write-side.json).",
                results.get("processors").asText(),
                results.get("java").asText(),
                results.get("rounds").asText(),
                results.get("roundMillis").asInt() / 1_000.0,
                results.get("date").asText());
        line("");
        functions();
        requests();
        ratios();
        processors();
        imports();
        caches();
        return text.toString();
    }

    private void functions() {
        line("| microseconds (± 99.9 %% confidence), and bytes allocated | 1 line | | 10 lines | | 100 lines | |");
        line("|---|---|---|---|---|---|---|");
        functions("functions");
        line("| on an order of 10 lines, after | 10 events | | 1,000 events | |");
        line("|---|---|---|---|---|");
        functions("ages");
    }

    private void functions(String measured) {
        Map<String, StringBuilder> rows = new LinkedHashMap<>();
        for (JsonNode row : results.get(measured)) {
            rows.computeIfAbsent(row.get("what").asText(), StringBuilder::new)
                    .append(String.format(
                            Locale.ROOT,
                            " | %s ± %s | %,d",
                            figure(row.get("micros").asDouble()),
                            figure(row.get("microsError").asDouble()),
                            row.get("bytes").asLong()));
        }
        rows.values().forEach(row -> line("| %s |", row));
        line("");
    }

    private void requests() {
        line("| connections | request | a second | best | p50 | p99 | p99.9 ms |");
        line("|---|---|---|---|---|---|---|");
        for (JsonNode row : results.get("requests")) {
            line(
                    "| %s | %s | %,d | %,d | %s |",
                    row.get("connections").asText(),
                    row.get("what").asText(),
                    row.get("perSecond").asLong(),
                    row.get("bestPerSecond").asLong(),
                    latencies(row));
        }
        line("");
    }

    private void ratios() {
        line("| connections | placing ÷ no-op | changing ÷ placing | mix ÷ placing |");
        line("|---|---|---|---|");
        for (JsonNode ratio : results.get("ratios")) {
            line(
                    "| %s | %.2f | %.2f | %.2f |",
                    ratio.get("connections").asText(),
                    ratio.get("placingToNoOp").asDouble(),
                    ratio.get("changingToPlacing").asDouble(),
                    ratio.get("mixToPlacing").asDouble());
        }
        line("");
        for (JsonNode ratio : results.get("ratios")) {
            if (ratio.get("connections").asInt() == WriteBenchmark.AIM_CONNECTIONS) {
                aim("Placing at %.1f of the no-op POST", PLACING_AIM, ratio.get("placingToNoOp"));
                aim("Changing at %.1f of placing", CHANGING_AIM, ratio.get("changingToPlacing"));
            }
        }
        line("");
    }

    private void aim(String aim, double least, JsonNode measured) {
        boolean reached = measured.asDouble() >= least;
        line(
                "- *%s, at %d connections*: %s, %.2f.",
                aim.formatted(least),
                WriteBenchmark.AIM_CONNECTIONS,
                reached ? "reached" : "**not reached**",
                measured.asDouble());
    }

    private void processors() {
        line(
                "| processor time a request, microseconds, at %d connections | service | event store | clients | together |",
                WriteBenchmark.AIM_CONNECTIONS);
        line("|---|---|---|---|---|");
        for (JsonNode row : results.get("requests")) {
            if (row.get("connections").asInt() == WriteBenchmark.AIM_CONNECTIONS) {
                JsonNode micros = row.get("processorMicros");
                long service = micros.get("service").asLong();
                long store = micros.get("eventStore").asLong();
                long clients = micros.get("clients").asLong();
                line(
                        "| %s | %d | %d | %d | %d |",
                        row.get("what").asText(), service, store, clients, service + store + clients);
            }
        }
        line("");
    }

    private void imports() {
        line(
                "| beside placing at %d connections | lines a second | best | ÷ placing | processor time a line, microseconds: service | event store | clients |",
                WriteBenchmark.AIM_CONNECTIONS);
        line("|---|---|---|---|---|---|---|");
        for (JsonNode row : results.get("imports")) {
            JsonNode micros = row.get("processorMicros");
            line(
                    "| %s | %,d | %,d | %.2f | %d | %d | %d |",
                    row.get("what").asText(),
                    row.get("perSecond").asLong(),
                    row.get("bestPerSecond").asLong(),
                    row.get("ratioToPlacing").asDouble(),
                    micros.get("service").asLong(),
                    micros.get("eventStore").asLong(),
                    micros.get("clients").asLong());
        }
        line("");
    }

    private void caches() {
        line(
                "| cache | commands a second | ÷ none | decisions a second | decisions a command | reads of the event store a command | p50 | p99 | p99.9 ms |");
        line("|---|---|---|---|---|---|---|---|---|");
        for (JsonNode row : results.get("caches")) {
            double decisions = row.get("decisionsPerCommand").asDouble();
            line(
                    "| %s | %,d | %.2f | %,d | %.2f | %.3f | %s |",
                    row.get("what").asText(),
                    row.get("perSecond").asLong(),
                    row.get("ratioToNone").asDouble(),
                    Math.round(row.get("perSecond").asLong() * decisions),
                    decisions,
                    row.get("readsPerCommand").asDouble(),
                    latencies(row));
        }
    }

    private static String latencies(JsonNode row) {
        return String.format(
                Locale.ROOT,
                "%.1f | %.1f | %.1f",
                row.get("p50Millis").asDouble(),
                row.get("p99Millis").asDouble(),
                row.get("p999Millis").asDouble());
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
