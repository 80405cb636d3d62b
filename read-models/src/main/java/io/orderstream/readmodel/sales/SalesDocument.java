package io.orderstream.readmodel.sales;

import io.orderstream.readmodel.ReadModelDocument;
import io.orderstream.readmodel.figures.Figures;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was sold in a day or a month in one currency, through one channel and to one country. Several documents may
 * stand for the same; their figures add up.
 *
 * @param interval {@code DAY} or {@code MONTH}
 * @param period the day ({@code 2026-03-01}) or the month ({@code 2026-03}) in which the orders were placed
 * @param country where they were to be shipped when they were placed; null if nowhere
 * @param total the figures of the whole period
 * @param parts the figures of a day's hours, by when each began, or of a month's days
 */
public record SalesDocument(
        String id,
        long position,
        Interval interval,
        String period,
        String currency,
        String channel,
        @Nullable String country,
        Figures total,
        Map<String, Figures> parts)
        implements ReadModelDocument {

    /** How long a document's period is. */
    public enum Interval {
        DAY,
        MONTH
    }

    public SalesDocument {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }
}
