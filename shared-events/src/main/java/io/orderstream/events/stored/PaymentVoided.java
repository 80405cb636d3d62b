package io.orderstream.events.stored;

import java.util.Objects;

/**
 * {@code payment-voided}: what was promised and not captured is released; nothing more will be captured.
 *
 * @param amount what is released, minor units
 */
public record PaymentVoided(OrderContext order, String paymentId, long amount) implements OrderEvent {

    public PaymentVoided {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(paymentId, "paymentId");
    }
}
