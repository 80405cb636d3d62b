package io.orderstream.readmodel.product;

import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.figures.Keys;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.product.ProductChanges.Change;
import io.orderstream.readmodel.product.ProductDocument.Name;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One document for each product, currency and month in which orders were placed, with the month's days. */
public final class ProductProjection implements Projection<ProductDocument> {

    private final ReportingCalendar calendar;

    /** A projection whose days and months are those of the calendar. */
    public ProductProjection(ReportingCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    public String name() {
        return calendar.named("products");
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<ProductDocument> documentType() {
        return ProductDocument.class;
    }

    @Override
    public List<String> keys(StoredEvent event) {
        OrderContext order = event.event().order();
        return ProductChanges.of(event.event()).keySet().stream()
                .map(sku -> key(order, sku))
                .toList();
    }

    @Override
    public ProductDocument fold(String key, @Nullable ProductDocument current, StoredEvent event) {
        OrderContext order = event.event().order();
        Map.Entry<String, Change> changed = changed(key, event);
        ProductFigures figures = changed.getValue().figures();
        String called = changed.getValue().name();
        Name name = called == null ? null : new Name(order.placedAt(), called);
        Map<String, ProductFigures> days = new TreeMap<>(current == null ? Map.of() : current.days());
        days.merge(calendar.day(order.placedAt()).toString(), figures, ProductFigures::plus);
        return new ProductDocument(
                key,
                event.position(),
                calendar.month(order.placedAt()).toString(),
                order.currency(),
                changed.getKey(),
                current == null ? name : Name.later(current.name(), name),
                current == null ? figures : current.total().plus(figures),
                days);
    }

    /** The change of the product whose key it is, which ends in a bar, so that none is the beginning of another. */
    private Map.Entry<String, Change> changed(String key, StoredEvent event) {
        OrderContext order = event.event().order();
        return ProductChanges.of(event.event()).entrySet().stream()
                .filter(change -> key.startsWith(key(order, change.getKey())))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a key of the event: " + key));
    }

    private String key(OrderContext order, String sku) {
        return keysFrom(calendar.month(order.placedAt()).toString()) + Keys.of(order.currency(), sku) + "|";
    }

    /** What the ids of the documents of a month begin with; in the order of these texts the months follow each other. */
    public static String keysFrom(String month) {
        return month + "|";
    }
}
