package io.orderstream.query.reporting;

import io.orderstream.events.Money;

/** Figures of orders in one currency; the first seven as the orders were placed, the others what happened since. */
public record FiguresView(
        long orders,
        long units,
        Money gross,
        Money discounts,
        Money shipping,
        Money tax,
        Money grand,
        long cancelledOrders,
        long cancelledUnits,
        Money cancelled,
        long returnedUnits,
        Money fees,
        Money credited,
        Money captured,
        Money refunds,
        Money pendingRefunds,
        Money net,
        Money balance) {}
