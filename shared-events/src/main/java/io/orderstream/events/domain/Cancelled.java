package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.orderstream.events.Money;
import java.util.List;

/**
 * {@code cancelled}: everything that was still active was taken off the order. The reason is free text and may name
 * people, so it stays inside.
 */
@JsonClassDescription("Everything that was still wanted was taken off the order.")
public record Cancelled(
        OrderState order,

        @JsonPropertyDescription("What was taken off; a line of which nothing was left is not in it.")
        List<Line> lines)
        implements OrderDomainEvent {

    public Cancelled {
        lines = List.copyOf(lines);
    }

    /** What was taken off a line, and what that was worth. */
    public record Line(
            String lineId,
            String sku,
            @JsonPropertyDescription("Units taken off.") long quantity,
            @JsonPropertyDescription("Before discounts.") Money gross,

            @JsonPropertyDescription("Of the line, and its share of the order's.")
            Money discount,

            @JsonPropertyDescription("After discounts, without tax.")
            Money net,

            @JsonPropertyDescription("All taxes together.") Money tax) {}
}
