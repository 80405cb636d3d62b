package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.PaymentCommand.RecordCapture;
import io.orderstream.events.stored.OrderImported.ImportedCapture;
import io.orderstream.events.stored.OrderImported.ImportedPayment;
import io.orderstream.events.stored.PaymentAuthorized;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * A payment as its provider reported it, in minor units.
 *
 * @param captures each capture by its id
 * @param captureIds the id of each capture that its provider has a name for, by that
 * @param released what will not be captured any more
 * @param refunding what refunds that are under way pay back
 */
record Payment(
        String paymentId,
        String reference,
        long authorized,
        PMap<String, Capture> captures,
        PMap<String, String> captureIds,
        long captured,
        long released,
        long refunding,
        long refunded) {

    /** Money that came in, and what the provider calls that. */
    record Capture(
            String paymentId, String captureId, @Nullable String reference, long amount) {

        /** Whether it is what the command reports. */
        boolean isOf(RecordCapture command, long reported) {
            return paymentId.equals(command.paymentId())
                    && amount == reported
                    && (reference == null || command.reference() == null || reference.equals(command.reference()));
        }
    }

    Payment {
        if (released < 0 || captured > authorized - released || refunding < 0 || refunded + refunding > captured) {
            throw new IllegalArgumentException("broken: refunded + refunding <= captured <= authorized - released");
        }
    }

    static Payment of(PaymentAuthorized authorized) {
        return new Payment(
                authorized.paymentId(),
                authorized.reference(),
                authorized.amount(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                0,
                0,
                0,
                0);
    }

    static Payment of(ImportedPayment imported) {
        Payment payment = new Payment(
                imported.paymentId(),
                imported.reference(),
                imported.authorized(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                0,
                imported.released(),
                0,
                0);
        for (ImportedCapture capture : imported.captures()) {
            payment = payment.capture(capture.captureId(), capture.reference(), capture.amount());
        }
        return payment.refund(0, imported.refunded());
    }

    /** What can still be captured. */
    long open() {
        return authorized - captured - released;
    }

    /** Whether nothing more will be captured although more was authorized. */
    boolean voided() {
        return released > 0;
    }

    /** What can still be paid back. */
    long refundable() {
        return captured - refunded - refunding;
    }

    /** The capture that the provider calls so; null if this payment has none. */
    @Nullable
    Capture captureCalled(String called) {
        String captureId = captureIds.get(called);
        return captureId == null ? null : captures.get(captureId);
    }

    Payment capture(String captureId, @Nullable String called, long amount) {
        return new Payment(
                paymentId,
                reference,
                authorized,
                captures.plus(captureId, new Capture(paymentId, captureId, called, amount)),
                called == null ? captureIds : captureIds.plus(called, captureId),
                captured + amount,
                released,
                refunding,
                refunded);
    }

    Payment voidRest() {
        return new Payment(
                paymentId,
                reference,
                authorized,
                captures,
                captureIds,
                captured,
                authorized - captured,
                refunding,
                refunded);
    }

    /** Moves what refunds under way pay back, and what was paid back, by these amounts. */
    Payment refund(long underWay, long paidBack) {
        return new Payment(
                paymentId,
                reference,
                authorized,
                captures,
                captureIds,
                captured,
                released,
                refunding + underWay,
                refunded + paidBack);
    }
}
