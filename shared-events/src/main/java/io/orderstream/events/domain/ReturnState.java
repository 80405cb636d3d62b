package io.orderstream.events.domain;

/** How far a return is. Values are neither added nor removed within v1. */
public enum ReturnState {
    /** The customer wants to send goods back. */
    REQUESTED,
    /** They may. */
    APPROVED,
    /** They may not. */
    DECLINED,
    /** What had not come back does not. */
    CANCELLED,
    /** All of it came back. */
    RECEIVED
}
