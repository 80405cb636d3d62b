package io.orderstream.events.domain;

/** What became of goods that came back. Values are neither added nor removed within v1. */
public enum Disposition {
    /** They are sold again. */
    RESTOCK,
    /** They are not. */
    WRITE_OFF
}
