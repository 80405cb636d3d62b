package io.orderstream.cli.demo;

import io.orderstream.events.Money;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares what was sent with what the read API shows: count and grand total for each day and currency, and order by
 * order. Orders that were not sent here do not count.
 */
final class ReadSideComparison {

    private final Map<UUID, SentOrder> sent;
    private final Map<Cell, Sum> expected = new TreeMap<>(Cell.ORDER);
    private final Map<Cell, Sum> shown = new TreeMap<>(Cell.ORDER);
    private final Set<UUID> seen = new HashSet<>();
    private final Findings findings = new Findings();

    ReadSideComparison(Collection<SentOrder> sent) {
        this.sent = sent.stream().collect(Collectors.toMap(SentOrder::orderId, Function.identity()));
        sent.forEach(order -> add(expected, order.day(), order.grand()));
    }

    /** A day's orders in a currency. */
    record Cell(LocalDate day, String currency) {
        private static final Comparator<Cell> ORDER =
                Comparator.comparing(Cell::day).thenComparing(Cell::currency);
    }

    /** How many orders there are, and what they are worth together. */
    record Sum(long count, Money grand) {

        static Sum nothing(String currency) {
            return new Sum(0, Money.zero(currency));
        }

        Sum plus(Sum other) {
            return new Sum(count + other.count, grand.plus(other.grand));
        }

        @Override
        public String toString() {
            return count + " orders worth " + grand;
        }
    }

    /**
     * A currency over all days.
     *
     * @param days how many days have orders on either side
     * @param differing how many of those days differ
     */
    record Row(String currency, int days, int differing, Sum expected, Sum shown) {}

    /**
     * Takes an order that the read API shows.
     *
     * @return whether it was sent here, and is shown for the first time
     */
    boolean show(ReadOrder order) {
        var known = sent.get(order.orderId());
        if (known == null) {
            return false;
        }
        if (!seen.add(order.orderId())) {
            findings.add("order listed more than once", name(known));
            return false;
        }
        add(shown, order.day(), order.grand());
        if (!order.lifecycle().equals(known.lifecycle())) {
            findings.add(
                    "order in another lifecycle",
                    name(known) + " should be " + known.lifecycle() + " and is " + order.lifecycle());
        }
        if (!order.grand().equals(known.grand())) {
            findings.add(
                    "order of another worth", name(known) + " should be " + known.grand() + " and is " + order.grand());
        }
        return true;
    }

    /** A line for each currency. */
    List<Row> rows() {
        return cells().stream()
                .map(Cell::currency)
                .distinct()
                .sorted()
                .map(this::row)
                .toList();
    }

    /** Says that nothing more will be shown. */
    void end() {
        sent.values().stream()
                .filter(order -> !seen.contains(order.orderId()))
                .sorted(Comparator.comparing(SentOrder::key))
                .forEach(order -> findings.add("order not listed", name(order)));
        differing(cells())
                .forEach(cell -> findings.add(
                        "day and currency with another count or total",
                        cell.day() + " " + cell.currency() + " should be " + expected(cell) + " and is "
                                + shown(cell)));
    }

    /** What differs. */
    Findings differences() {
        return findings;
    }

    private Row row(String currency) {
        var cells = cells().stream()
                .filter(cell -> cell.currency().equals(currency))
                .toList();
        return new Row(
                currency,
                cells.size(),
                differing(cells).size(),
                cells.stream().map(this::expected).reduce(Sum.nothing(currency), Sum::plus),
                cells.stream().map(this::shown).reduce(Sum.nothing(currency), Sum::plus));
    }

    private Set<Cell> cells() {
        var cells = new TreeSet<>(Cell.ORDER);
        cells.addAll(expected.keySet());
        cells.addAll(shown.keySet());
        return cells;
    }

    private List<Cell> differing(Collection<Cell> cells) {
        return cells.stream()
                .filter(cell -> !expected(cell).equals(shown(cell)))
                .toList();
    }

    private Sum expected(Cell cell) {
        return expected.getOrDefault(cell, Sum.nothing(cell.currency()));
    }

    private Sum shown(Cell cell) {
        return shown.getOrDefault(cell, Sum.nothing(cell.currency()));
    }

    private static void add(Map<Cell, Sum> sums, LocalDate day, Money grand) {
        sums.merge(new Cell(day, grand.currency()), new Sum(1, grand), Sum::plus);
    }

    private static String name(SentOrder order) {
        return order.orderId() + " (TPC-H order " + order.key() + ")";
    }
}
