package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonClassDescription;

/** {@code released}: a hold no longer keeps anything back. */
@JsonClassDescription("A hold no longer keeps anything back.")
public record Released(OrderState order, String holdId) implements OrderDomainEvent {}
