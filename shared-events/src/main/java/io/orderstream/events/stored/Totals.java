package io.orderstream.events.stored;

/**
 * An order's money after an event, in minor units of its currency.
 *
 * <p>{@code grand = subtotal - discount + shipping + tax + fees}, {@code net = grand - credits} and
 * {@code balance = net - (captured - refunded)}: above zero the customer owes, below zero a refund is owed. Where
 * prices include tax, subtotal and shipping stand here without the tax that was in them.
 *
 * <p>The totals of an imported order are kept as the other system states them. If its grand total is not the sum of its
 * parts, the difference stays the same whatever happens to the parts.
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
        return stated(subtotal, discount, shipping, fees, tax, grand, credits, captured, refunded, pendingRefunds);
    }

    /**
     * The totals with this grand total, which need not be the sum of its parts.
     *
     * @throws ArithmeticException if an amount does not fit in a long
     */
    public static Totals stated(
            long subtotal,
            long discount,
            long shipping,
            long fees,
            long tax,
            long grand,
            long credits,
            long captured,
            long refunded,
            long pendingRefunds) {
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
        return stated(
                Math.subtractExact(subtotal, Math.addExact(worth.net(), worth.discount())),
                Math.subtractExact(discount, worth.discount()),
                shipping,
                fees,
                Math.subtractExact(tax, worth.tax()),
                Math.subtractExact(grand, worth.worth()),
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

    /** Money came in. */
    public Totals captured(long amount) {
        return money(credits, Math.addExact(captured, amount), refunded, pendingRefunds);
    }

    /**
     * Money is to be paid back.
     *
     * @param credit what of it is credited now, and was not owed before
     */
    public Totals refundRequested(long amount, long credit) {
        return money(Math.addExact(credits, credit), captured, refunded, Math.addExact(pendingRefunds, amount));
    }

    /** Money that was to be paid back was. */
    public Totals refundSucceeded(long amount) {
        return money(credits, captured, Math.addExact(refunded, amount), Math.subtractExact(pendingRefunds, amount));
    }

    /**
     * Money that was to be paid back was not.
     *
     * @param credit what was credited with it
     */
    public Totals refundFailed(long amount, long credit) {
        return money(
                Math.subtractExact(credits, credit), captured, refunded, Math.subtractExact(pendingRefunds, amount));
    }

    /** Sold goods came back: they are credited, less fees. */
    public Totals returned(long credit, long charged) {
        return stated(
                subtotal,
                discount,
                shipping,
                Math.addExact(fees, charged),
                tax,
                Math.addExact(grand, charged),
                Math.addExact(credits, credit),
                captured,
                refunded,
                pendingRefunds);
    }

    private Totals money(long creditsNow, long capturedNow, long refundedNow, long pendingNow) {
        return stated(subtotal, discount, shipping, fees, tax, grand, creditsNow, capturedNow, refundedNow, pendingNow);
    }
}
