package io.orderstream.cli.demo;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Figures by the names that the read API gives them. Amounts have the decimals of their currency, so that 1.0 is not 1.00.
 *
 * @param figures counts and amounts
 */
record Tally(Map<String, BigDecimal> figures) {

    static Tally of(String name, long count) {
        return new Tally(Map.of(name, BigDecimal.valueOf(count)));
    }

    /** Together with what the other one has of another name, and with the sum of what both have. */
    Tally plus(Tally other) {
        var sum = new TreeMap<>(figures);
        other.figures.forEach((name, figure) -> sum.merge(name, figure, BigDecimal::add));
        return new Tally(sum);
    }

    BigDecimal get(String name) {
        return figures.getOrDefault(name, BigDecimal.ZERO);
    }

    boolean isNothing() {
        return figures.values().stream().allMatch(figure -> figure.signum() == 0);
    }

    Tally only(Set<String> names) {
        return new Tally(figures.entrySet().stream()
                .filter(figure -> names.contains(figure.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
