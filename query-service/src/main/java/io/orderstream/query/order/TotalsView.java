package io.orderstream.query.order;

import io.orderstream.events.Money;

/** An order's money; {@code balance} above zero is owed by the customer, below zero to the customer. */
record TotalsView(
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
