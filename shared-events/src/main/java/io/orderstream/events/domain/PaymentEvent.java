package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.orderstream.events.Money;

/** What happened to a payment of an order. */
public sealed interface PaymentEvent extends OrderDomainEvent {

    /** {@code payment_authorized}: a payment provider promised to pay up to an amount. */
    @JsonClassDescription("A payment provider promised to pay up to an amount.")
    record Authorized(OrderState order, String paymentId, Money amount) implements PaymentEvent {}

    /** {@code payment_captured}: money came in. */
    @JsonClassDescription("Money came in.")
    record Captured(
            OrderState order,
            String paymentId,
            String captureId,
            @JsonPropertyDescription("What came in now.") Money amount)
            implements PaymentEvent {}

    /** {@code payment_voided}: what was promised and not captured, {@code amount}, is released. */
    @JsonClassDescription("What a payment provider promised and did not pay is released.")
    record Voided(
            OrderState order,
            String paymentId,
            @JsonPropertyDescription("What is released.") Money amount) implements PaymentEvent {}
}
