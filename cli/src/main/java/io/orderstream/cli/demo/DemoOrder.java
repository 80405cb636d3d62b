package io.orderstream.cli.demo;

import java.time.LocalDate;
import java.util.List;

/**
 * What the demo does with an order of TPC-H, and what that must come to.
 *
 * @param key the order's key in TPC-H
 * @param day when it was placed, in UTC
 * @param steps the commands, placing first
 * @param account what it comes to when all of them are done
 */
record DemoOrder(long key, LocalDate day, List<Step> steps, Account account) {}
