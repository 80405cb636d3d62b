package io.orderstream.query.sales;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a row of figures is about.
 *
 * @param period the hour by its beginning, the day or the month
 * @param start when the period begins
 * @param channel null if rows are not told apart by it
 * @param country null if rows are not told apart by it, or if orders are shipped nowhere
 */
record SalesRow(
        String period,
        Instant start,
        String currency,
        @Nullable String channel,
        @Nullable String country) implements Comparable<SalesRow> {

    private static final Comparator<SalesRow> ORDER = Comparator.comparing(SalesRow::start)
            .thenComparing(SalesRow::currency)
            .thenComparing(SalesRow::channel, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(SalesRow::country, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(SalesRow other) {
        return ORDER.compare(this, other);
    }
}
