package io.orderstream.cli.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the figures of the read API must be: the accounts of all orders, added up as they are asked for. Not thread-safe. */
final class Books {

    /** The products of a ranking. */
    static final int BEST = 100;

    private static final String UNITS = "units";
    private static final String REVENUE = "revenue";

    private final Map<String, Tally> sales = new TreeMap<>();
    private final Map<String, Tally> customers = new TreeMap<>();
    private final Map<Ranking, Map<String, Tally>> products = new TreeMap<>(Ranking.ORDER);
    private final Map<String, Tally> funnel = new TreeMap<>();
    private final Map<String, Tally> work = new TreeMap<>();
    private final Map<String, Tally> deliveries = new TreeMap<>();
    private final SortedSet<Integer> years = new TreeSet<>();
    private long orders;

    /**
     * The products of a year, by what they sold for in a currency.
     *
     * @param currency empty for all, by the units that were sold
     */
    record Ranking(int year, String currency) {
        private static final Comparator<Ranking> ORDER =
                Comparator.comparing(Ranking::year).thenComparing(Ranking::currency);

        String by() {
            return currency.isEmpty() ? UNITS : REVENUE;
        }

        /** How a product of the ranking is called in a comparison, which its rank is part of. */
        String key(int rank, String sku) {
            return (year + " " + currency).strip() + ", " + (rank + 1) + ". " + sku;
        }
    }

    void add(Account account) {
        orders++;
        var year = account.day().getYear();
        years.add(year);
        sales.merge(salesKey(account.day().toString(), account.currency()), account.sales(), Tally::plus);
        customers.merge(customerKey(account.customerId(), account.currency()), account.sales(), Tally::plus);
        funnel.merge(Integer.toString(year), account.funnel(), Tally::plus);
        account.work()
                .forEach((status, units) ->
                        work.merge(status, Tally.of("orders", 1).plus(Tally.of(UNITS, units)), Tally::plus));
        account.deliveries()
                .forEach((day, count) -> deliveries.merge(day.toString(), Tally.of("count", count), Tally::plus));
        account.products().forEach((sku, product) -> {
            add(new Ranking(year, account.currency()), sku, product);
            add(new Ranking(year, ""), sku, withoutAmounts(product));
        });
    }

    private void add(Ranking ranking, String sku, Tally product) {
        products.computeIfAbsent(ranking, first -> new HashMap<>()).merge(sku, product, Tally::plus);
    }

    private static Tally withoutAmounts(Tally product) {
        return product.only(Set.of("orders", UNITS, "cancelledUnits", "creditedUnits", "returnedUnits"));
    }

    static String salesKey(String day, String currency) {
        return day + " " + currency;
    }

    static String customerKey(String customerId, String currency) {
        return customerId + " " + currency;
    }

    long orders() {
        return orders;
    }

    /** The years in which orders were placed. */
    SortedSet<Integer> years() {
        return years;
    }

    /** The years in which anything was delivered. */
    Stream<Integer> yearsOfDeliveries() {
        return deliveries.keySet().stream().map(Integer::valueOf);
    }

    List<Ranking> rankings() {
        return List.copyOf(products.keySet());
    }

    Map<String, Tally> sales() {
        return sales;
    }

    Map<String, Tally> customers() {
        return customers;
    }

    Map<String, Tally> funnel() {
        return funnel;
    }

    Map<String, Tally> work() {
        return work;
    }

    Map<String, Tally> deliveries() {
        return deliveries;
    }

    /** The best products, with their ranks; of two that are equally good the one whose sku comes first is better. */
    Map<String, Tally> best(Ranking ranking) {
        var best = products.get(ranking).entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Tally>, BigDecimal>comparing(
                                product -> product.getValue().get(ranking.by()))
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(BEST)
                .toList();
        var ranked = new TreeMap<String, Tally>();
        IntStream.range(0, best.size())
                .forEach(rank -> ranked.put(
                        ranking.key(rank, best.get(rank).getKey()),
                        best.get(rank).getValue()));
        return ranked;
    }

    /** The first day of a year. */
    static LocalDate begin(int year) {
        return LocalDate.of(year, 1, 1);
    }
}
