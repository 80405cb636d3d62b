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
import java.util.Set;
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
        Set<String> skus = ProductChanges.of(event.event()).keySet();
        if (skus.isEmpty()) {
            return List.of();
        }
        OrderContext order = event.event().order();
        String month = month(order);
        return skus.stream().map(sku -> key(month, order, sku)).toList();
    }

    @Override
    public ProductDocument fold(String key, @Nullable ProductDocument current, StoredEvent event) {
        OrderContext order = event.event().order();
        Map<String, Change> changes = ProductChanges.of(event.event());
        String sku = current == null ? sku(key, order, changes.keySet()) : current.sku();
        Change changed = changes.get(sku);
        if (changed == null) {
            throw notAKey(key);
        }
        ProductFigures figures = changed.figures();
        String called = changed.name();
        Name name = called == null ? null : new Name(order.placedAt(), called);
        Map<String, ProductFigures> days = new TreeMap<>(current == null ? Map.of() : current.days());
        days.merge(calendar.day(order.placedAt()).toString(), figures, ProductFigures::plus);
        return new ProductDocument(
                key,
                event.position(),
                current == null ? month(order) : current.month(),
                order.currency(),
                sku,
                current == null ? name : Name.later(current.name(), name),
                current == null ? figures : current.total().plus(figures),
                days);
    }

    /** The product whose key it is, which ends in a bar, so that none is the beginning of another. */
    private String sku(String key, OrderContext order, Set<String> skus) {
        String month = month(order);
        return skus.stream()
                .filter(sku -> key.startsWith(key(month, order, sku)))
                .findFirst()
                .orElseThrow(() -> notAKey(key));
    }

    private static IllegalArgumentException notAKey(String key) {
        return new IllegalArgumentException("not a key of the event: " + key);
    }

    private String month(OrderContext order) {
        return calendar.month(order.placedAt()).toString();
    }

    private static String key(String month, OrderContext order, String sku) {
        return keysFrom(month) + Keys.of(order.currency(), sku) + "|";
    }

    /** What the ids of the documents of a month begin with; in the order of these texts the months follow each other. */
    public static String keysFrom(String month) {
        return month + "|";
    }
}
