package io.orderstream.benchmarks.projection;

import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.customer.CustomerProjection;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.fulfilment.FulfilmentDurationsProjection;
import io.orderstream.readmodel.fulfilment.FulfilmentWorkProjection;
import io.orderstream.readmodel.history.HistoryProjection;
import io.orderstream.readmodel.order.OrderProjection;
import io.orderstream.readmodel.product.ProductProjection;
import io.orderstream.readmodel.sales.SalesProjection;
import java.time.ZoneId;
import java.util.List;

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

    private ReadModels() {}

    static Projection<?> named(String name) {
        return ALL.stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
