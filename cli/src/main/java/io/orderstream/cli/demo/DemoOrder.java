package io.orderstream.cli.demo;

import io.orderstream.events.Money;
import java.util.List;

/**
 * What the demo does with an order of TPC-H, and what that must come to.
 *
 * @param key the order's key in TPC-H
 * @param steps the commands, placing first
 * @param grand what the order is worth while it is not cancelled, computed from the rows of TPC-H
 */
record DemoOrder(long key, PlaceOrderRequest request, List<Step> steps, Money grand) {}
