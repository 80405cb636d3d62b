package io.orderstream.command.order.domain;

/** Where an order is on its way, as it is recorded. */
public enum Lifecycle {
    PLACED,
    CONFIRMED,
    COMPLETED,
    CANCELLED;

    /** Whether the order is still being worked on. */
    boolean isOpen() {
        return this == PLACED || this == CONFIRMED;
    }
}
