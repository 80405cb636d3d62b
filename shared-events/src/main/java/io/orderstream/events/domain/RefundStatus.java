package io.orderstream.events.domain;

/** How far a refund is. Values are neither added nor removed within v1. */
public enum RefundStatus {
    /** It was asked for. */
    PENDING,
    /** It was paid back. */
    SUCCEEDED,
    /** It was not paid back. */
    FAILED
}
