package io.orderstream.command.order.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a payment provider reports, in amounts of the order's currency. */
public sealed interface PaymentCommand extends OrderCommand {

    /** The provider promises to pay up to an amount; {@code reference} is what it calls the payment. */
    record RecordAuthorization(String paymentId, String reference, BigDecimal amount) implements PaymentCommand {
        public RecordAuthorization {
            Limits.word(reference, Limits.REFERENCE);
            Limits.positive(amount);
        }
    }

    /** Money came in; {@code reference} is what the provider calls that, if it was told. */
    record RecordCapture(
            String paymentId, String captureId, @Nullable String reference, BigDecimal amount)
            implements PaymentCommand {
        public RecordCapture {
            Limits.text(reference, Limits.REFERENCE);
            Limits.positive(amount);
        }
    }

    /** What is not captured yet will not be. */
    record RecordVoid(String paymentId) implements PaymentCommand {}
}
