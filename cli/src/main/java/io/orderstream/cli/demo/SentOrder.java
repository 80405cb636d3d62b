package io.orderstream.cli.demo;

import io.orderstream.events.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An order as the write API acknowledged it.
 *
 * @param key the order's key in TPC-H
 * @param day when it was placed, in UTC
 * @param steps the commands that were acknowledged, placing first
 * @param grand what it must be worth now
 */
record SentOrder(UUID orderId, long key, LocalDate day, List<Step> steps, Money grand) {

    String lifecycle() {
        return steps.getLast().lifecycle();
    }
}
