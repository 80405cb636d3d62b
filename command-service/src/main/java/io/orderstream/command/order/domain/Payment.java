package io.orderstream.command.order.domain;

import io.orderstream.events.stored.OrderImported.ImportedCapture;
import io.orderstream.events.stored.OrderImported.ImportedPayment;
import io.orderstream.events.stored.PaymentAuthorized;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A payment as its provider reported it, in minor units.
 *
 * @param captures the amount of each capture by its id
 * @param refunding what refunds that are under way pay back
 * @param voided whether nothing more will be captured
 */
record Payment(
        String paymentId,
        String reference,
        long authorized,
        PMap<String, Long> captures,
        long captured,
        long refunding,
        long refunded,
        boolean voided) {

    Payment {
        if (captured > authorized || refunding < 0 || refunded + refunding > captured) {
            throw new IllegalArgumentException("broken: refunded + refunding <= captured <= authorized");
        }
    }

    static Payment of(PaymentAuthorized authorized) {
        return new Payment(
                authorized.paymentId(),
                authorized.reference(),
                authorized.amount(),
                HashTreePMap.empty(),
                0,
                0,
                0,
                false);
    }

    static Payment of(ImportedPayment imported) {
        PMap<String, Long> captures = HashTreePMap.empty();
        long captured = 0;
        for (ImportedCapture capture : imported.captures()) {
            captures = captures.plus(capture.captureId(), capture.amount());
            captured = Math.addExact(captured, capture.amount());
        }
        return new Payment(
                imported.paymentId(),
                imported.reference(),
                imported.authorized(),
                captures,
                captured,
                0,
                imported.refunded(),
                imported.released() > 0);
    }

    /** What can still be captured. */
    long open() {
        return voided ? 0 : authorized - captured;
    }

    /** What can still be paid back. */
    long refundable() {
        return captured - refunded - refunding;
    }

    Payment capture(String captureId, long amount) {
        return new Payment(
                paymentId,
                reference,
                authorized,
                captures.plus(captureId, amount),
                captured + amount,
                refunding,
                refunded,
                voided);
    }

    Payment voidRest() {
        return new Payment(paymentId, reference, authorized, captures, captured, refunding, refunded, true);
    }

    /** Moves what refunds under way pay back, and what was paid back, by these amounts. */
    Payment refund(long underWay, long paidBack) {
        return new Payment(
                paymentId,
                reference,
                authorized,
                captures,
                captured,
                refunding + underWay,
                refunded + paidBack,
                voided);
    }
}
