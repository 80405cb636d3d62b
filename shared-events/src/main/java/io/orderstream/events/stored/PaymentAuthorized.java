package io.orderstream.events.stored;

import java.util.Objects;

/**
 * {@code payment-authorized}: a payment provider promised to pay up to an amount.
 *
 * @param amount minor units
 * @param reference what the provider calls the payment
 */
public record PaymentAuthorized(OrderContext order, String paymentId, long amount, String reference)
        implements OrderEvent {

    public PaymentAuthorized {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(paymentId, "paymentId");
        Objects.requireNonNull(reference, "reference");
    }
}
