package io.orderstream.cli.demo;

import java.time.LocalDate;
import java.util.Map;

/**
 * What an order that was walked to its end adds to the figures of the read API, by the demo's own account of it.
 *
 * @param day when it was placed, in UTC
 * @param sales what it adds to sales
 * @param products what it adds to each of its products, by sku
 * @param funnel in which steps it counts
 * @param work how many of its units wait for what; nothing for what none waits for
 * @param deliveries how many arrived in which year
 */
record Account(
        LocalDate day,
        String currency,
        String customerId,
        Tally sales,
        Map<String, Tally> products,
        Tally funnel,
        Map<String, Long> work,
        Map<Integer, Long> deliveries) {}
