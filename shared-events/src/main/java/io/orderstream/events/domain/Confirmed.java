package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonClassDescription;

/** {@code confirmed}: the shop accepted the order. */
@JsonClassDescription("The shop accepted the order.")
public record Confirmed(OrderState order) implements OrderDomainEvent {}
