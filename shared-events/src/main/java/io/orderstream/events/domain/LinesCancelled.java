package io.orderstream.events.domain;

import java.util.List;

/** {@code lines_cancelled}: quantities were taken off the order. Why is free text and stays inside. */
public record LinesCancelled(OrderState order, List<Cancelled.Line> lines) implements OrderDomainEvent {

    public LinesCancelled {
        lines = List.copyOf(lines);
    }
}
