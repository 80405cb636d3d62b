package io.orderstream.benchmarks.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Tells what the read side's benchmark measured, in tables of Markdown. */
final class ReadReport {

    private static final double NO_OP_AIM = 0.4;
    private static final double DRIVER_AIM = 0.6;

    private final JsonNode results;
    private final StringBuilder text = new StringBuilder();

    ReadReport(JsonNode results) {
        this.results = results;
    }

    String markdown() {
        line(
                "%s cores, JDK %s, %s rounds of %.1f s each, %,d orders, %s, [as JSON](benchmarks/read-side.json).",
                results.get("processors").asText(),
                results.get("java").asText(),
                results.get("rounds").asText(),
                results.get("roundMillis").asInt() / 1_000.0,
                results.get("orders").asLong(),
                results.get("date").asText());
        line("");
        requests();
        ratios();
        return text.toString();
    }

    private void requests() {
        line("| connections | read | a second | best | p50 | p99 | p99.9 ms |");
        line("|---|---|---|---|---|---|---|");
        for (JsonNode row : results.get("requests")) {
            line(
                    "| %s | %s | %,d | %,d | %.1f | %.1f | %.1f |",
                    row.get("connections").asText(),
                    row.get("what").asText(),
                    row.get("perSecond").asLong(),
                    row.get("bestPerSecond").asLong(),
                    row.get("p50Millis").asDouble(),
                    row.get("p99Millis").asDouble(),
                    row.get("p999Millis").asDouble());
        }
        line("");
    }

    private void ratios() {
        line(
                "| connections | by id ÷ bare GET | by id ÷ no-op GET | by id ÷ driver | page ÷ driver | month ÷ driver |");
        line("|---|---|---|---|---|---|");
        for (JsonNode ratio : results.get("ratios")) {
            line(
                    "| %s | %.2f | %.2f | %.2f | %.2f | %.2f |",
                    ratio.get("connections").asText(),
                    ratio.get("byIdToBareGet").asDouble(),
                    ratio.get("byIdToNoOp").asDouble(),
                    ratio.get("byIdToDriver").asDouble(),
                    ratio.get("pageToDriver").asDouble(),
                    ratio.get("monthToDriver").asDouble());
        }
        line("");
        results.get("ratios").forEach(this::aim);
    }

    /** Whichever of the two is lower is reached if either is. */
    private void aim(JsonNode ratio) {
        double noOp = ratio.get("byIdToNoOp").asDouble();
        double driver = ratio.get("byIdToDriver").asDouble();
        line(
                "- *By id at %.1f of the no-op GET or %.1f of the bare driver, whichever is lower, at %s connections*: %s, %.2f and %.2f.",
                NO_OP_AIM,
                DRIVER_AIM,
                ratio.get("connections").asText(),
                noOp >= NO_OP_AIM || driver >= DRIVER_AIM ? "reached" : "**not reached**",
                noOp,
                driver);
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
