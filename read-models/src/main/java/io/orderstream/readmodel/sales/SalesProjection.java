package io.orderstream.readmodel.sales;

import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.figures.Figures;
import io.orderstream.readmodel.figures.Keys;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.sales.SalesDocument.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sales by the time when orders were placed, in days with their hours and months with their days. Whatever happens to an
 * order later is counted in the period in which it was placed, beside the figures as placed and never in them.
 */
public final class SalesProjection implements Projection<SalesDocument> {

    /** The indexes of the collection by their fields: ranges of ids are read, and what changed last. */
    public static final List<List<String>> INDEXES = List.of(List.of("position"));

    private final ReportingCalendar calendar;

    /** A projection whose hours, days and months are those of the calendar. */
    public SalesProjection(ReportingCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    public String name() {
        return calendar.named("sales");
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<SalesDocument> documentType() {
        return SalesDocument.class;
    }

    @Override
    public List<String> keys(StoredEvent event) {
        if (Figures.of(event.event()).equals(Figures.NONE)) {
            return List.of();
        }
        OrderContext order = event.event().order();
        return List.of(key(Interval.DAY, order), key(Interval.MONTH, order));
    }

    @Override
    public SalesDocument fold(String key, @Nullable SalesDocument current, StoredEvent event) {
        OrderContext order = event.event().order();
        Interval interval = key.startsWith(key(Interval.DAY, order)) ? Interval.DAY : Interval.MONTH;
        Figures change = Figures.of(event.event());
        Map<String, Figures> parts = new TreeMap<>(current == null ? Map.of() : current.parts());
        parts.merge(part(interval, order.placedAt()), change, Figures::plus);
        return new SalesDocument(
                key,
                event.position(),
                interval,
                period(interval, order.placedAt()),
                order.currency(),
                order.channel(),
                order.country(),
                current == null ? change : current.total().plus(change),
                parts);
    }

    private String key(Interval interval, OrderContext order) {
        return keysFrom(interval, period(interval, order.placedAt()))
                + Keys.of(order.currency(), order.country(), order.channel());
    }

    /** What the ids of the documents of a period begin with; in the order of these texts the periods follow each other. */
    public static String keysFrom(Interval interval, String period) {
        return interval.name().toLowerCase(Locale.ROOT) + "|" + period + "|";
    }

    private String period(Interval interval, Instant placedAt) {
        return switch (interval) {
            case DAY -> calendar.day(placedAt).toString();
            case MONTH -> calendar.month(placedAt).toString();
        };
    }

    private String part(Interval interval, Instant placedAt) {
        return switch (interval) {
            case DAY -> calendar.hour(placedAt).toString();
            case MONTH -> calendar.day(placedAt).toString();
        };
    }
}
