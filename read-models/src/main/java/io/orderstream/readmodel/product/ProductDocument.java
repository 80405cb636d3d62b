package io.orderstream.readmodel.product;

import io.orderstream.readmodel.ReadModelDocument;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was sold of a product in a month in one currency. Several documents may stand for the same; their figures add up.
 *
 * @param month the month in which the orders were placed, {@code 2026-03}
 * @param name what it was called in the last of these orders; null if none of them called it anything
 * @param total the figures of the whole month
 * @param days the figures of its days, by date
 */
public record ProductDocument(
        String id,
        long position,
        String month,
        String currency,
        String sku,
        @Nullable Name name,
        ProductFigures total,
        Map<String, ProductFigures> days)
        implements ReadModelDocument {

    public ProductDocument {
        days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
    }

    /**
     * What a product is called; of two names the one with the later time holds.
     *
     * @param at when the order was placed that called it that
     */
    public record Name(Instant at, String text) {

        static @Nullable Name later(@Nullable Name one, @Nullable Name other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return other.at.isBefore(one.at) ? one : other;
        }
    }
}
