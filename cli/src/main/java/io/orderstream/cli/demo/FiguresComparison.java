package io.orderstream.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the demo's own books with the figures that the read API shows. Figures are of all orders, whoever placed them;
 * where there are others of the demo's age, nothing is compared.
 */
final class FiguresComparison {

    /** Each customer is a request of its own. */
    private static final int MOST_CUSTOMERS = 1_000;

    private final Books books;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Sales> sales = new TreeMap<>();
    private final Findings findings = new Findings();
    private long others;

    FiguresComparison(Books books) {
        this.books = books;
    }

    /**
     * How many figures there are of a kind on either side, and how many of those differ.
     *
     * @param keys of so many days and currencies, customers, products and so on
     */
    record Row(String name, int keys, int differing) {}

    /** What all days' sales in a currency come to. */
    record Sales(Tally expected, Tally shown) {}

    void read(ShownFigures shown) throws IOException, InterruptedException, RefusedException {
        others = shown.oldOrders() - books.orders();
        if (others != 0) {
            return;
        }
        compareSales(shown);
        compareCustomers(shown);
        compareProducts(shown);
        var funnel = new TreeMap<String, Tally>();
        for (var year : books.years()) {
            funnel.put(year.toString(), shown.funnel(year));
        }
        compare("orders by how far they have come, by year", books.funnel(), funnel);
        compare("open work, by status", books.work(), shown.work());
        var deliveries = new TreeMap<String, Tally>();
        for (var year : books.yearsOfDeliveries().toList()) {
            deliveries.put(year.toString(), shown.deliveries(year));
        }
        compare("deliveries by year", books.deliveries(), deliveries);
    }

    private void compareSales(ShownFigures shown) throws IOException, InterruptedException, RefusedException {
        var all = new TreeMap<String, Tally>();
        for (var year : books.years()) {
            all.putAll(shown.sales(year));
        }
        compare("sales by day and currency", books.sales(), all);
        var expected = byCurrency(books.sales());
        var is = byCurrency(all);
        expected.forEach((currency, sum) ->
                sales.put(currency, new Sales(sum, is.getOrDefault(currency, new Tally(Map.of())))));
    }

    private static Map<String, Tally> byCurrency(Map<String, Tally> sales) {
        return sales.entrySet().stream()
                .collect(Collectors.toMap(
                        day -> day.getKey().substring(day.getKey().indexOf(' ') + 1),
                        Map.Entry::getValue,
                        Tally::plus));
    }

    private void compareCustomers(ShownFigures shown) throws IOException, InterruptedException, RefusedException {
        var ids = books.customers().keySet().stream()
                .map(key -> key.substring(0, key.indexOf(' ')))
                .distinct()
                .limit(MOST_CUSTOMERS)
                .collect(Collectors.toCollection(TreeSet::new));
        var all = new TreeMap<String, Tally>();
        for (var id : ids) {
            all.putAll(shown.customer(id));
        }
        var expected = new TreeMap<>(books.customers());
        expected.keySet().removeIf(key -> !ids.contains(key.substring(0, key.indexOf(' '))));
        compare("customers by currency", expected, all);
    }

    private void compareProducts(ShownFigures shown) throws IOException, InterruptedException, RefusedException {
        for (var by : List.of("units", "revenue")) {
            var expected = new TreeMap<String, Tally>();
            var is = new TreeMap<String, Tally>();
            for (var ranking : books.rankings().stream()
                    .filter(each -> each.by().equals(by))
                    .toList()) {
                expected.putAll(books.best(ranking));
                is.putAll(shown.best(ranking));
            }
            compare("best products by " + by + " and year", expected, is);
        }
    }

    /** Compares figures of one kind; what is on one side only differs. */
    void compare(String name, Map<String, Tally> expected, Map<String, Tally> shown) {
        var keys = new TreeSet<>(expected.keySet());
        keys.addAll(shown.keySet());
        var differing = 0;
        for (var key : keys) {
            var should = expected.get(key);
            var is = shown.get(key);
            if (should == null || !should.equals(is)) {
                differing++;
                findings.add(name, key + " " + difference(should, is));
            }
        }
        rows.add(new Row(name, keys.size(), differing));
    }

    private static String difference(@Nullable Tally should, @Nullable Tally is) {
        if (should == null || is == null) {
            return should == null ? "is shown and should not be" : "is not shown";
        }
        var names = new TreeSet<>(should.figures().keySet());
        names.addAll(is.figures().keySet());
        return names.stream()
                .filter(name ->
                        !Objects.equals(should.figures().get(name), is.figures().get(name)))
                .map(name -> "should have " + name + " " + should.figures().get(name) + " and has "
                        + is.figures().get(name))
                .collect(Collectors.joining(", "));
    }

    List<Row> rows() {
        return rows;
    }

    /** By currency. */
    Map<String, Sales> sales() {
        return sales;
    }

    /** How many orders of the demo's age were not placed by it; below zero if some of its own are missing. */
    long others() {
        return others;
    }

    Findings differences() {
        return findings;
    }

    boolean agrees() {
        return findings.isEmpty() && others >= 0;
    }
}
