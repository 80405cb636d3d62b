package io.orderstream.query.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the list of orders.
 *
 * @param next the cursor of the following stretch; null at the end of the list
 */
record OrderListView(
        List<Item> items,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {

    /** An order as short as lists need it. */
    record Item(
            String orderId,
            long revision,
            String number,
            String channel,
            @Nullable String customerId,
            Instant placedAt,
            Instant updatedAt,
            String lifecycle,
            String paymentStatus,
            String fulfilmentStatus,
            String returnStatus,
            TotalsView totals) {}
}
