package io.orderstream.events.domain;

/** {@code released}: a hold no longer keeps anything back. */
public record Released(OrderState order, String holdId) implements OrderDomainEvent {}
