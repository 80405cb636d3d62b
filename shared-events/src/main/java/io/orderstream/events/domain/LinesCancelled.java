package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** {@code lines_cancelled}: quantities were taken off the order. Why is free text and stays inside. */
@JsonClassDescription("Quantities were taken off the order.")
public record LinesCancelled(
        OrderState order,
        @JsonPropertyDescription("What was taken off.") List<Cancelled.Line> lines) implements OrderDomainEvent {

    public LinesCancelled {
        lines = List.copyOf(lines);
    }
}
