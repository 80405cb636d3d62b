package io.orderstream.command.order;

import io.orderstream.command.order.domain.Lifecycle;
import io.orderstream.events.Money;

/** What every command answers with: the order as it was right after the command. */
record OrderSummary(String orderId, String number, long revision, Lifecycle lifecycle, Totals totals) {

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
