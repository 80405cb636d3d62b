package io.orderstream.events.domain;

/** {@code address_changed}: what is not shipped yet goes elsewhere, which the order's {@code shipTo} says. */
public record AddressChanged(OrderState order) implements OrderDomainEvent {}
