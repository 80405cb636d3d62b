package io.orderstream.command.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderstream.command.order.domain.Lifecycle;
import io.orderstream.events.Money;
import org.jspecify.annotations.Nullable;

/**
 * What every command answers with: the order as it was right after the command.
 *
 * @param id what the command made in the order, such as a hold or a payment; absent if it made nothing with an id
 */
record OrderSummary(
        String orderId,
        String number,
        long revision,
        Lifecycle lifecycle,
        Totals totals,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String id) {

    record Totals(
            Money subtotal,
            Money discount,
            Money shipping,
            Money fees,
            Money tax,
            Money grand,
            Money credits,
            Money net,
            Money captured,
            Money refunded,
            Money pendingRefunds,
            Money balance) {}
}
