package io.orderstream.events.domain;

/** {@code confirmed}: the shop accepted the order. */
public record Confirmed(OrderState order) implements OrderDomainEvent {}
