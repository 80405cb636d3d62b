package io.orderstream.query.customer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orderstream.events.Money;
import io.orderstream.query.reporting.FiguresView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer and what they ordered, for each currency. */
record CustomerView(
        String customerId,
        @Nullable Order firstOrder,
        @Nullable Order lastOrder,
        List<CurrencyFigures> currencies) {

    /** One of their orders. */
    record Order(String orderId, String number, Instant placedAt) {}

    /** What the customer ordered in a currency; {@code spent} is what they paid less what they were paid back. */
    record CurrencyFigures(
            String currency, Money spent, @JsonUnwrapped FiguresView figures) {}
}
