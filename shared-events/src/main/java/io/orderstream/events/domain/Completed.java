package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;

/** {@code completed}: everything is delivered and paid for; returns are possible until {@code returnsUntil}. */
@JsonClassDescription("Everything is delivered and paid for.")
public record Completed(
        OrderState order,
        Instant completedAt,

        @JsonPropertyDescription("Until when returns can be asked for.")
        Instant returnsUntil)
        implements OrderDomainEvent {}
