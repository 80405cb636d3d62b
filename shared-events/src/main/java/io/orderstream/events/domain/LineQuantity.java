package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A quantity of a line. */
public record LineQuantity(
        String lineId,
        String sku,
        @JsonPropertyDescription("Units, at least 1.") long quantity) {}
