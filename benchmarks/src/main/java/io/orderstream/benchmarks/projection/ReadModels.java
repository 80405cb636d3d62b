package io.orderstream.benchmarks.projection;

import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.customer.CustomerProjection;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.fulfilment.FulfilmentDurationsProjection;
import io.orderstream.readmodel.fulfilment.FulfilmentWorkProjection;
import io.orderstream.readmodel.history.HistoryProjection;
import io.orderstream.readmodel.order.OrderIndexes;
import io.orderstream.readmodel.order.OrderProjection;
import io.orderstream.readmodel.product.ProductProjection;
import io.orderstream.readmodel.sales.SalesProjection;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** All that the projector keeps. */
final class ReadModels {

    static final Projection<?> ORDERS = new OrderProjection();

    private static final ReportingCalendar CALENDAR = new ReportingCalendar(ZoneId.of("UTC"));

    static final List<Projection<?>> ALL = List.of(
            ORDERS,
            new HistoryProjection(),
            new CustomerProjection(),
            new SalesProjection(CALENDAR),
            new ProductProjection(CALENDAR),
            new FulfilmentWorkProjection(),
            new FulfilmentDurationsProjection(CALENDAR));

    private static final Map<String, List<List<String>>> INDEXES = Map.of(
            ORDERS.name(), OrderIndexes.ALL,
            new SalesProjection(CALENDAR).name(), SalesProjection.INDEXES,
            new FulfilmentWorkProjection().name(), FulfilmentWorkProjection.INDEXES);

    private ReadModels() {}

    /** The indexes that the projector makes for it besides that of ids, each by its fields, all of them descending. */
    static List<List<String>> indexes(Projection<?> projection) {
        return INDEXES.getOrDefault(projection.name(), List.of());
    }

    static Projection<?> named(String name) {
        return ALL.stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
