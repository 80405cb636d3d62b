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
 * Compares what was sent with what the read API shows: for each day and currency, and order by order, what the orders
 * are worth, what was captured and refunded, and the balance. Orders that were not sent here do not count.
 */
final class ReadSideComparison {

    private final Map<UUID, SentOrder> sent;
    private final Map<Cell, Sum> expected = new TreeMap<>(Cell.ORDER);
    private final Map<Cell, Sum> shown = new TreeMap<>(Cell.ORDER);
    private final Set<UUID> seen = new HashSet<>();
    private final Findings findings = new Findings();

    ReadSideComparison(Collection<SentOrder> sent) {
        this.sent = sent.stream().collect(Collectors.toMap(SentOrder::orderId, Function.identity()));
        sent.forEach(order -> add(expected, order.day(), order.standing()));
    }

    /** A day's orders in a currency. */
    record Cell(LocalDate day, String currency) {
        private static final Comparator<Cell> ORDER =
                Comparator.comparing(Cell::day).thenComparing(Cell::currency);
    }

    /** How many orders there are, and where they stand together. */
    record Sum(long count, Money worth, Money captured, Money refunded, Money balance) {

        static Sum nothing(String currency) {
            var zero = Money.zero(currency);
            return new Sum(0, zero, zero, zero, zero);
        }

        static Sum of(Standing order) {
            return new Sum(1, order.worth(), order.captured(), order.refunded(), order.balance());
        }

        Sum plus(Sum other) {
            return new Sum(
                    count + other.count,
                    worth.plus(other.worth),
                    captured.plus(other.captured),
                    refunded.plus(other.refunded),
                    balance.plus(other.balance));
        }
    }

    /**
     * A currency over all days.
     *
     * @param days how many days have orders on either side
     * @param differing how many of those days differ
     */
    record Row(String currency, int days, int differing, Sum expected, Sum shown) {}

    /** A day and currency of which not the same is shown as was sent. */
    record DifferingDay(Cell cell, Sum expected, Sum shown) {}

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
            findings.add("order listed more than once", known.name());
            return false;
        }
        add(shown, order.day(), order.standing());
        compare(known, order.standing());
        return true;
    }

    private void compare(SentOrder sentOrder, Standing is) {
        var should = sentOrder.standing();
        differ(sentOrder, "in another lifecycle", should.lifecycle(), is.lifecycle());
        differ(sentOrder, "of another worth", should.worth(), is.worth());
        differ(sentOrder, "with more or less captured", should.captured(), is.captured());
        differ(sentOrder, "with more or less refunded", should.refunded(), is.refunded());
        differ(sentOrder, "with another balance", should.balance(), is.balance());
    }

    private void differ(SentOrder order, String how, Object should, Object is) {
        if (!should.equals(is)) {
            findings.add("order " + how, order.name() + " should be " + should + " and is " + is);
        }
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
                .forEach(order -> findings.add("order not listed", order.name()));
    }

    /** The days that differ, first things first. */
    List<DifferingDay> differingDays() {
        return differing(cells()).stream()
                .map(cell -> new DifferingDay(cell, expected(cell), shown(cell)))
                .toList();
    }

    /** Whether everything that was sent is shown as it must be. */
    boolean agrees() {
        return findings.isEmpty() && differing(cells()).isEmpty();
    }

    /** What differs, order by order. */
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

    private static void add(Map<Cell, Sum> sums, LocalDate day, Standing order) {
        sums.merge(new Cell(day, order.currency()), Sum.of(order), Sum::plus);
    }
}
