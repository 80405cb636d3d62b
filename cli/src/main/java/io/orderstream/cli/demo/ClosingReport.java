package io.orderstream.cli.demo;

import io.orderstream.cli.demo.ReadSideComparison.Sum;
import io.orderstream.events.Money;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Locale;

/** What the demo says at its end. */
final class ClosingReport {

    private static final int DAYS_IN_DETAIL = 20;
    private static final String ROW = "  %-14s %9s %9s %-5s %9s %18s %18s %18s %18s%n";
    private static final String SALES_ROW = "  %-14s %-5s %9s %9s %18s %18s %18s %18s%n";
    private static final String FIGURES_ROW = "  %-46s %9s %9s%n";
    private static final String TYPE_ROW = "  %-24s %12s %12s%n";

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
        out.printf(ROW, "currency", "days", "differing", "", "orders", "worth", "captured", "refunded", "balance");
        for (var row : comparison.rows()) {
            sums(row.currency(), number(row.days()), number(row.differing()), row.expected(), row.shown());
        }
        var differing = comparison.differingDays();
        if (!differing.isEmpty()) {
            say("Days that differ:");
            differing.stream()
                    .limit(DAYS_IN_DETAIL)
                    .forEach(day ->
                            sums(day.cell().day() + " " + day.cell().currency(), "", "", day.expected(), day.shown()));
            if (differing.size() > DAYS_IN_DETAIL) {
                say("  and %,d more", differing.size() - DAYS_IN_DETAIL);
            }
        }
        section("Differences", comparison.differences());
    }

    private void sums(String name, String days, String differing, Sum sent, Sum shown) {
        sum(name, days, differing, "sent", sent);
        sum("", "", "", "shown", shown);
    }

    private void sum(String name, String days, String differing, String side, Sum sum) {
        out.printf(
                ROW,
                name,
                days,
                differing,
                side,
                number(sum.count()),
                amount(sum.worth()),
                amount(sum.captured()),
                amount(sum.refunded()),
                amount(sum.balance()));
    }

    void figures(FiguresComparison comparison) {
        say("%nFigures of the read API, and what they must be by the demo's own books:");
        if (comparison.others() != 0) {
            say(
                    "Not compared: they are of %,d orders %s than were sent here.",
                    Math.abs(comparison.others()), comparison.others() > 0 ? "more" : "fewer");
            return;
        }
        out.printf(SALES_ROW, "currency", "", "orders", "units", "gross", "discounts", "tax", "net");
        comparison.sales().forEach((currency, sales) -> {
            sales(currency, "books", sales.expected());
            sales("", "shown", sales.shown());
        });
        out.printf(FIGURES_ROW, "figures", "how many", "differing");
        comparison
                .rows()
                .forEach(row -> out.printf(FIGURES_ROW, row.name(), number(row.keys()), number(row.differing())));
        section("Differences", comparison.differences());
    }

    private void sales(String currency, String side, Tally sum) {
        out.printf(
                SALES_ROW,
                currency,
                side,
                decimal(sum.get("orders")),
                decimal(sum.get("units")),
                decimal(sum.get("gross")),
                decimal(sum.get("discounts")),
                decimal(sum.get("tax")),
                decimal(sum.get("net")));
    }

    void topic(TopicComparison comparison) {
        say("%nDomain events that must be and that are on the topic:");
        out.printf(TYPE_ROW, "type", "must be", "are");
        comparison
                .types()
                .forEach(
                        row -> out.printf(TYPE_ROW, shortName(row.type()), number(row.expected()), number(row.told())));
        out.printf(TYPE_ROW, "all", number(comparison.expectedEvents()), number(comparison.events()));
        section("Differences", comparison.differences());
    }

    /** Without what all types have in common. */
    private static String shortName(String type) {
        return type.replaceFirst("^io\\.orderstream\\.order\\.(.+)\\.v1$", "$1");
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

    private static String amount(Money money) {
        return String.format(Locale.ROOT, "%,." + Money.decimalsOf(money.currency()) + "f", money.decimal());
    }

    private static String decimal(BigDecimal number) {
        return String.format(Locale.ROOT, "%,." + number.scale() + "f", number);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
