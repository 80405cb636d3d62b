package io.orderstream.projector.relay;

import io.orderstream.readmodel.order.OrderDocument;

/**
 * What the relay knows of an order.
 *
 * @param order the order after the last event
 * @param sequence how many domain events it had so far
 */
record RelayedOrder(OrderDocument order, long sequence) {}
