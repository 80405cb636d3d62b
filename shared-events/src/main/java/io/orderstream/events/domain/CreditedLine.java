package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.orderstream.events.Money;

/** A quantity of a line whose worth is given back although it stays sold. */
public record CreditedLine(
        String lineId,
        String sku,
        @JsonPropertyDescription("Units credited.") long quantity,

        @JsonPropertyDescription("After discounts, without tax.")
        Money net,

        @JsonPropertyDescription("All taxes together.") Money tax) {}
