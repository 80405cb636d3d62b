package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** {@code held}: something keeps lines back; why, in words, stays inside. */
@JsonClassDescription("Something keeps lines back: they are neither allocated nor shipped.")
public record Held(
        OrderState order,
        String holdId,
        HoldType type,

        @JsonPropertyDescription("The lines it covers; none for the whole order.")
        List<String> lineIds)
        implements OrderDomainEvent {

    public Held {
        lineIds = List.copyOf(lineIds);
    }
}
