package io.orderstream.cli.demo;

import io.orderstream.events.Money;

/**
 * Where an order stands.
 *
 * @param worth the grand total
 * @param captured all money that came in
 * @param refunded all money that was paid back
 * @param balance above zero what the customer owes, below zero what is owed to the customer
 */
record Standing(String lifecycle, Money worth, Money captured, Money refunded, Money balance) {

    String currency() {
        return worth.currency();
    }

    @Override
    public String toString() {
        return "%s, worth %s, captured %s, refunded %s, balance %s"
                .formatted(lifecycle, worth, captured, refunded, balance);
    }
}
