package io.orderstream.events.stored;

/**
 * An order's money after an event, in minor units of its currency.
 *
 * <p>{@code grand = subtotal - discount + shipping + tax + fees}, {@code net = grand - credits} and
 * {@code balance = net - (captured - refunded)}: above zero the customer owes, below zero a refund is owed. Where
 * prices include tax, subtotal and shipping stand here without the tax that was in them.
 *
 * @param pendingRefunds refunds that were asked for and have neither succeeded nor failed
 */
public record Totals(
        long subtotal,
        long discount,
        long shipping,
        long fees,
        long tax,
        long grand,
        long credits,
        long net,
        long captured,
        long refunded,
        long pendingRefunds,
        long balance) {}
