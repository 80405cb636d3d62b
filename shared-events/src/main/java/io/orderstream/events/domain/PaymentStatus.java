package io.orderstream.events.domain;

/** What the money that moved adds up to. Values are neither added nor removed within v1. */
public enum PaymentStatus {
    /** There is nothing to pay, and nothing was captured. */
    NOT_REQUIRED,
    /** All that was captured was paid back. */
    REFUNDED,
    /** More was captured than the order is worth now. */
    OVERPAID,
    /** Something was captured, and something is owed. */
    PARTIALLY_PAID,
    /** Something was paid back, and nothing is owed. */
    PARTIALLY_REFUNDED,
    /** It was captured, and nothing is owed. */
    PAID,
    /** Payment providers promised all of it. */
    AUTHORIZED,
    /** None of the above. */
    UNPAID
}
