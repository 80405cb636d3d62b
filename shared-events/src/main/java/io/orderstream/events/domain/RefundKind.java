package io.orderstream.events.domain;

/** Where a refund comes from. Values are neither added nor removed within v1. */
public enum RefundKind {
    /** It pays out what is owed to the customer already. */
    SETTLE,
    /** It credits the amount too; if it fails, the credit is taken back. */
    GRANT
}
