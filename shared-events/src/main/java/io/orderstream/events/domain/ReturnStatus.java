package io.orderstream.events.domain;

/** What the quantities that came back add up to. Values are neither added nor removed within v1. */
public enum ReturnStatus {
    /** Everything that was shipped came back. */
    RETURNED,
    /** Something did. */
    PARTIAL,
    /** Nothing did yet; a return is open. */
    REQUESTED,
    /** Nothing did, and no return is open. */
    NONE
}
