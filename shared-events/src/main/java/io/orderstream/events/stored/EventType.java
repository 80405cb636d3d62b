package io.orderstream.events.stored;

/**
 * A type of stored event.
 *
 * @param name its stable name in the log
 * @param payload the class that reads and writes its current version; never stored
 * @param version the current version of its schema, from 1
 */
public record EventType(String name, Class<? extends OrderEvent> payload, int version) {}
