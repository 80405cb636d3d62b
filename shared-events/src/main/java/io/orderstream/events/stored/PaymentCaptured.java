package io.orderstream.events.stored;

import java.util.Objects;

/**
 * {@code payment-captured}: money came in.
 *
 * @param amount minor units
 */
public record PaymentCaptured(OrderContext order, String paymentId, String captureId, long amount, Totals totals)
        implements OrderEvent {

    public PaymentCaptured {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(paymentId, "paymentId");
        Objects.requireNonNull(captureId, "captureId");
        Objects.requireNonNull(totals, "totals");
    }
}
