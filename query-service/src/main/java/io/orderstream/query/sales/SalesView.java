package io.orderstream.query.sales;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orderstream.query.reporting.FiguresView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sales in rows.
 *
 * @param zone whose hours, days and months these are
 * @param totals the sum of the rows, for each currency
 */
record SalesView(
        String zone, LocalDate from, LocalDate to, String interval, List<Row> items, List<CurrencyTotal> totals) {

    /** The sales of a period, and of a channel or country where rows are told apart by these. */
    record Row(
            String period,
            Instant start,
            String currency,
            @Nullable String channel,
            @Nullable String country,
            @JsonUnwrapped FiguresView figures) {}

    /** All rows of a currency together. */
    record CurrencyTotal(String currency, @JsonUnwrapped FiguresView figures) {}
}
