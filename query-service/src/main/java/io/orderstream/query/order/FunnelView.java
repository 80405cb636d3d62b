package io.orderstream.query.order;

/**
 * How far orders have come. Each step counts orders that are in the steps before it as well; one that has nothing to ship
 * counts as shipped and delivered once it is confirmed.
 *
 * @param placed all orders
 * @param cancelled those that were cancelled or expired; they are in no step but the first
 */
record FunnelView(long placed, long confirmed, long shipped, long delivered, long completed, long cancelled) {}
