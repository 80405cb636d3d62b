package io.orderstream.events.domain;

import io.orderstream.events.Money;

/** What happened to a payment of an order. */
public sealed interface PaymentEvent extends OrderDomainEvent {

    /** {@code payment_authorized}: a payment provider promised to pay up to an amount. */
    record Authorized(OrderState order, String paymentId, Money amount) implements PaymentEvent {}

    /** {@code payment_captured}: money came in. */
    record Captured(OrderState order, String paymentId, String captureId, Money amount) implements PaymentEvent {}

    /** {@code payment_voided}: what was promised and not captured, {@code amount}, is released. */
    record Voided(OrderState order, String paymentId, Money amount) implements PaymentEvent {}
}
