package io.orderstream.events.domain;

/** What the quantities shipped and delivered add up to. Values are neither added nor removed within v1. */
public enum FulfillmentStatus {
    /** Nothing that is still wanted has to be shipped. */
    NOT_REQUIRED,
    /** Everything arrived. */
    DELIVERED,
    /** Everything is on its way or arrived. */
    SHIPPED,
    /** Something is. */
    PARTIAL,
    /** Nothing is. */
    UNFULFILLED
}
