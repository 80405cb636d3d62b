package io.orderstream.events.stored;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code payment-captured}: money came in.
 *
 * @param reference what the provider calls it, if that was told; absent in what was recorded in version 1
 * @param amount minor units
 */
public record PaymentCaptured(
        OrderContext order,
        String paymentId,
        String captureId,
        @Nullable String reference,
        long amount,
        Totals totals) implements OrderEvent {

    public PaymentCaptured {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(paymentId, "paymentId");
        Objects.requireNonNull(captureId, "captureId");
        Objects.requireNonNull(totals, "totals");
    }
}
