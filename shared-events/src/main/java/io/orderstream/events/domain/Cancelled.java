package io.orderstream.events.domain;

import io.orderstream.events.Money;
import java.util.List;

/**
 * {@code cancelled}: everything that was still active was taken off the order. The reason is free text and may name
 * people, so it stays inside.
 */
public record Cancelled(OrderState order, List<Line> lines) implements OrderDomainEvent {

    public Cancelled {
        lines = List.copyOf(lines);
    }

    /** What was taken off a line, and what that was worth. */
    public record Line(String lineId, String sku, long quantity, Money gross, Money discount, Money net, Money tax) {}
}
