package io.orderstream.cli.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An order as the write API acknowledged it.
 *
 * @param key the order's key in TPC-H
 * @param day when it was placed, in UTC
 * @param standing where it must stand now
 * @param events the types of the domain events that there must be, in their order
 */
record SentOrder(UUID orderId, long key, LocalDate day, Standing standing, List<String> events) {

    /** How people find it. */
    String name() {
        return orderId + " (TPC-H order " + key + ")";
    }
}
