package io.orderstream.readmodel.customer;

import io.orderstream.readmodel.ReadModelDocument;
import io.orderstream.readmodel.figures.Figures;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a customer ordered. Several documents may stand for the same customer; they are {@linkplain #plus added up}.
 *
 * @param customerId the pseudonymous reference
 * @param firstOrder the order that was placed first; null if none is known yet
 * @param lastOrder the order that was placed last; null if none is known yet
 * @param currencies what the orders amount to, by currency
 */
public record CustomerDocument(
        String id,
        long position,
        String customerId,
        @Nullable OrderReference firstOrder,
        @Nullable OrderReference lastOrder,
        Map<String, Figures> currencies)
        implements ReadModelDocument {

    private static final Comparator<OrderReference> BY_TIME =
            Comparator.comparing(OrderReference::placedAt).thenComparing(OrderReference::orderId);

    public CustomerDocument {
        currencies = Collections.unmodifiableSortedMap(new TreeMap<>(currencies));
    }

    /** An order and when it was placed. */
    public record OrderReference(String orderId, String number, Instant placedAt) {}

    /** Both together; id and customer are this document's, the position is the later. */
    public CustomerDocument plus(CustomerDocument other) {
        Map<String, Figures> sum = new TreeMap<>(currencies);
        other.currencies.forEach((currency, figures) -> sum.merge(currency, figures, Figures::plus));
        return new CustomerDocument(
                id,
                Math.max(position, other.position),
                customerId,
                chosen(firstOrder, other.firstOrder, BinaryOperator.minBy(BY_TIME)),
                chosen(lastOrder, other.lastOrder, BinaryOperator.maxBy(BY_TIME)),
                sum);
    }

    private static @Nullable OrderReference chosen(
            @Nullable OrderReference one, @Nullable OrderReference other, BinaryOperator<OrderReference> choice) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return choice.apply(one, other);
    }
}
