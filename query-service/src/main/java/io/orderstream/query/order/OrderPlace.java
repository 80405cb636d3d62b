package io.orderstream.query.order;

/**
 * A place in a list of orders, just behind one of them.
 *
 * @param key what that order was sorted by: when it was placed in milliseconds, or its total in minor units
 * @param id that order's id
 */
record OrderPlace(long key, String id) {

    static OrderPlace behind(OrderEntry entry, OrderSort sort) {
        return new OrderPlace(
                sort.byTotal() ? entry.totals().grand() : entry.placedAt().toEpochMilli(), entry.id());
    }
}
