package io.orderstream.events.domain;

import io.orderstream.events.Money;

/** A quantity of a line whose worth is given back although it stays sold. */
public record CreditedLine(String lineId, String sku, long quantity, Money net, Money tax) {}
