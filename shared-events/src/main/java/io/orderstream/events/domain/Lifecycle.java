package io.orderstream.events.domain;

/** How far an order is as a whole. Values are neither added nor removed within v1. */
public enum Lifecycle {
    /** The customer placed it. */
    PLACED,
    /** The shop accepted it. */
    CONFIRMED,
    /** Everything is delivered and paid for; returns may follow. */
    COMPLETED,
    /** Nothing more happens to it. */
    ARCHIVED,
    /** Everything was taken off it. */
    CANCELLED,
    /** It was not paid in time. */
    EXPIRED
}
