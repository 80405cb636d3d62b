package io.orderstream.events.domain;

/** A quantity of a line. */
public record LineQuantity(String lineId, String sku, long quantity) {}
