package io.orderstream.readmodel.order;

/** What an order comes to; each at most once. */
public enum Milestone {
    PLACED,
    /** It was taken over from another system. */
    IMPORTED,
    CONFIRMED,
    /** The first money came in. */
    CAPTURED,
    /** The first of it was handed to a carrier. */
    SHIPPED,
    /** All of it had arrived. */
    DELIVERED,
    COMPLETED,
    CANCELLED,
    /** The first of it came back. */
    RETURNED,
    /** The first money was paid back. */
    REFUNDED
}
