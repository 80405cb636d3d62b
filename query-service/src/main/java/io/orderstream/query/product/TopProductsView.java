package io.orderstream.query.product;

import io.orderstream.events.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The products that sold best in a period, the best first. */
record TopProductsView(
        String zone,
        LocalDate from,
        LocalDate to,
        String by,
        @Nullable String currency,
        List<Item> items) {

    /** A product; orders, units and revenue are as the orders were placed, the others what happened since. */
    record Item(
            String sku,
            @Nullable String name,
            long orders,
            long units,
            @Nullable Money revenue,
            long cancelledUnits,
            @Nullable Money cancelled,
            long creditedUnits,
            @Nullable Money credited,
            long returnedUnits) {}
}
