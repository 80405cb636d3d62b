package io.orderstream.events.domain;

/** What has to be cleared before held lines go on. Values are neither added nor removed within v1. */
public enum HoldType {
    /** Whether the customer means it. */
    FRAUD,
    /** Whether it is paid. */
    PAYMENT,
    /** Where it goes. */
    ADDRESS,
    /** Something else. */
    MANUAL
}
