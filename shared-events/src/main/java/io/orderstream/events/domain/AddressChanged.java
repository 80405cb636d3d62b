package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonClassDescription;

/** {@code address_changed}: what is not shipped yet goes elsewhere, which the order's {@code shipTo} says. */
@JsonClassDescription("What is not shipped yet goes elsewhere; order.shipTo says where.")
public record AddressChanged(OrderState order) implements OrderDomainEvent {}
