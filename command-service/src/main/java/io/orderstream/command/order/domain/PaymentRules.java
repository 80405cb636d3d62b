package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.command.order.domain.Payment.Capture;
import io.orderstream.command.order.domain.PaymentCommand.RecordAuthorization;
import io.orderstream.command.order.domain.PaymentCommand.RecordCapture;
import io.orderstream.command.order.domain.PaymentCommand.RecordVoid;
import io.orderstream.command.order.domain.Rejection.Part;
import io.orderstream.command.order.domain.Rejection.Rule;
import io.orderstream.events.stored.PaymentAuthorized;
import io.orderstream.events.stored.PaymentCaptured;
import io.orderstream.events.stored.PaymentVoided;

/** Facts from payment providers. They are recorded whatever the order's lifecycle, since they happened. */
final class PaymentRules {

    private PaymentRules() {}

    static Decision decide(Existing order, PaymentCommand command) {
        return switch (command) {
            case RecordAuthorization authorization -> authorize(order, authorization);
            case RecordCapture capture -> capture(order, capture);
            case RecordVoid rest -> voidRest(order, rest);
        };
    }

    private static Decision authorize(Existing order, RecordAuthorization command) {
        ValueChecks checks = new ValueChecks(order.context().currency());
        long amount = checks.minor("/amount", command.amount());
        if (checks.failed()) {
            return checks.rejected();
        }
        String sameReference = order.paymentCalled(command.reference());
        Payment known = order.payments().get(sameReference == null ? command.paymentId() : sameReference);
        if (known != null) {
            return sameReference != null && known.authorized() == amount
                    ? Accepted.nothingToDo()
                    : Rejected.of(
                            Rule.ID_TAKEN,
                            "Payment " + known.paymentId() + " was authorized with another amount or reference.");
        }
        Math.addExact(order.authorized(), amount); // or all that is promised could not be counted
        return Accepted.of(new PaymentAuthorized(order.context(), command.paymentId(), amount, command.reference()));
    }

    private static Decision capture(Existing order, RecordCapture command) {
        Payment payment = order.payments().get(command.paymentId());
        if (payment == null) {
            return Rejected.unknown(Part.PAYMENT);
        }
        ValueChecks checks = new ValueChecks(order.context().currency());
        long amount = checks.minor("/amount", command.amount());
        if (checks.failed()) {
            return checks.rejected();
        }
        Capture known = order.capture(command.captureId(), command.reference());
        if (known != null) {
            return known.isOf(command, amount)
                    ? Accepted.nothingToDo()
                    : Rejected.of(
                            Rule.ID_TAKEN,
                            "Capture " + known.captureId()
                                    + " was reported with another payment, amount or reference.");
        }
        if (payment.voided()) {
            return Rejected.of(Rule.PAYMENT_VOIDED, "The payment was voided.");
        }
        if (amount > payment.open()) {
            return Rejected.of(
                    Rule.CAPTURE_EXCEEDS_AUTHORIZATION,
                    "No more than " + order.money(payment.open()) + " can be captured.");
        }
        return Accepted.of(new PaymentCaptured(
                order.context(),
                command.paymentId(),
                command.captureId(),
                command.reference(),
                amount,
                order.totals().captured(amount)));
    }

    private static Decision voidRest(Existing order, RecordVoid command) {
        Payment payment = order.payments().get(command.paymentId());
        if (payment == null) {
            return Rejected.unknown(Part.PAYMENT);
        }
        if (payment.voided()) {
            return Accepted.nothingToDo();
        }
        return payment.open() == 0
                ? Rejected.of(Rule.NOTHING_TO_VOID, "Everything that was authorized is captured.")
                : Accepted.of(new PaymentVoided(order.context(), command.paymentId(), payment.open()));
    }

    static Existing evolve(Existing order, PaymentAuthorized authorized) {
        return order.withPayment(Payment.of(authorized));
    }

    static Existing evolve(Existing order, PaymentCaptured captured) {
        Payment payment = order.payment(captured.paymentId());
        return order.withPayment(payment.capture(captured.captureId(), captured.reference(), captured.amount()))
                .withTotals(captured.totals());
    }

    static Existing evolve(Existing order, PaymentVoided voided) {
        return order.withPayment(order.payment(voided.paymentId()).voidRest());
    }
}
