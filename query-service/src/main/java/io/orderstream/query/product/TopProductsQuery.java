package io.orderstream.query.product;

import io.orderstream.events.Money;
import io.orderstream.query.reporting.Period;
import io.orderstream.query.web.InvalidParameterException;
import io.orderstream.query.web.QueryParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which products are asked for.
 *
 * @param by {@code units} or {@code revenue}
 * @param currency that they were sold in; null for all, and then without amounts
 */
record TopProductsQuery(Period period, String by, @Nullable String currency, int limit) {

    private static final int MOST_DAYS = 366;
    private static final int STANDARD_LIMIT = 10;
    private static final int HIGHEST_LIMIT = 100;

    static TopProductsQuery from(QueryParameters parameters) {
        Period period = Period.from(parameters, MOST_DAYS);
        String by = parameters.oneOf("by", List.of("units", "revenue"));
        String currency = parameters.parsed("currency", TopProductsQuery::currency, "a currency like EUR");
        int limit = parameters.count("limit", STANDARD_LIMIT, HIGHEST_LIMIT);
        parameters.refuseOthers();
        if ("revenue".equals(by) && currency == null) {
            throw new InvalidParameterException("currency", "is needed, since amounts of several do not compare");
        }
        return new TopProductsQuery(period, by == null ? "units" : by, currency, limit);
    }

    private static String currency(String code) {
        if (!Money.isCurrency(code)) {
            throw new IllegalArgumentException("no currency: " + code);
        }
        return code;
    }
}
