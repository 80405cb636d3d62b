package io.orderstream.events.domain;

import java.time.Instant;

/** {@code completed}: everything is delivered and paid for; returns are possible until {@code returnsUntil}. */
public record Completed(OrderState order, Instant completedAt, Instant returnsUntil) implements OrderDomainEvent {}
