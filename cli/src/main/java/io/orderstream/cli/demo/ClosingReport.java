package io.orderstream.cli.demo;

import java.io.PrintWriter;
import java.util.Locale;

/** What the demo says at its end. */
final class ClosingReport {

    private static final String ROW = "  %-8s %6s %9s %12s %24s %12s %24s%n";

    private final PrintWriter out;

    ClosingReport(PrintWriter out) {
        this.out = out;
    }

    void placing(Placing.Outcome outcome, long requestsRepeated) {
        var seconds = Math.max(1e-3, outcome.elapsed().toMillis() / 1e3);
        say(
                "%n%,d orders, %,d commands in %.1f s: %,.0f commands/s. %,d requests were sent again.",
                outcome.sent().size(), outcome.commands(), seconds, outcome.commands() / seconds, requestsRepeated);
        if (outcome.replayed() == outcome.commands() && outcome.commands() > 0) {
            say("Nothing was done twice: all of it had been done before, and was answered as then.");
        } else if (outcome.replayed() > 0) {
            say("%,d commands had been done before, and were answered as then.", outcome.replayed());
        }
        section("Failed", outcome.failures());
    }

    void readSide(ReadSideComparison comparison) {
        say("%nWhat was sent and what the read API shows, by day and currency:");
        out.printf(ROW, "currency", "days", "differing", "sent", "worth", "shown", "worth");
        for (var row : comparison.rows()) {
            out.printf(
                    ROW,
                    row.currency(),
                    row.days(),
                    row.differing(),
                    number(row.expected().count()),
                    row.expected().grand().amount(),
                    number(row.shown().count()),
                    row.shown().grand().amount());
        }
        section("Differences", comparison.differences());
    }

    void topic(TopicComparison comparison) {
        say("%nDomain events on the topic: %,d, where %,d must be.", comparison.events(), comparison.expectedEvents());
        section("Differences", comparison.differences());
    }

    void verdict(boolean agrees) {
        say("%n%s", agrees ? "Everything agrees." : "Not everything agrees; see above.");
    }

    private void section(String title, Findings findings) {
        if (findings.isEmpty()) {
            say("%s: none", title);
        } else {
            say("%s: %,d", title, findings.count());
            findings.lines().forEach(line -> say("  %s", line));
        }
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
