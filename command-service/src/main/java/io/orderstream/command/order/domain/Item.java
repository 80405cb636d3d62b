package io.orderstream.command.order.domain;

/** A quantity of a line, as a command names it. */
public record Item(String lineId, long quantity) {
    public Item {
        Limits.units(quantity);
    }
}
