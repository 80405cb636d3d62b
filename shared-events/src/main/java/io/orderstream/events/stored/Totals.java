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
        long balance) {

    /**
     * The totals that follow from these parts.
     *
     * @throws ArithmeticException if an amount does not fit in a long
     */
    public static Totals of(
            long subtotal,
            long discount,
            long shipping,
            long fees,
            long tax,
            long credits,
            long captured,
            long refunded,
            long pendingRefunds) {
        long sold = Math.addExact(Math.subtractExact(subtotal, discount), shipping);
        long grand = Math.addExact(Math.addExact(sold, tax), fees);
        long net = Math.subtractExact(grand, credits);
        return new Totals(
                subtotal,
                discount,
                shipping,
                fees,
                tax,
                grand,
                credits,
                net,
                captured,
                refunded,
                pendingRefunds,
                Math.subtractExact(net, Math.subtractExact(captured, refunded)));
    }

    /** A quantity that was worth this is no longer sold. */
    public Totals cancelled(LineAmounts worth) {
        return of(
                Math.subtractExact(subtotal, Math.addExact(worth.net(), worth.discount())),
                Math.subtractExact(discount, worth.discount()),
                shipping,
                fees,
                Math.subtractExact(tax, worth.tax()),
                credits,
                captured,
                refunded,
                pendingRefunds);
    }

    /**
     * Nothing is sold any more, and so nothing is left to credit; what was captured and not refunded stands as a
     * negative balance.
     */
    public Totals allCancelled() {
        return of(0, 0, 0, 0, 0, 0, captured, refunded, pendingRefunds);
    }
}
