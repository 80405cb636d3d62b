package io.orderstream.events.stored;

/**
 * An event as bytes for the store. The arrays are not copied; whoever holds them leaves them as they are.
 *
 * @param type the event type's name
 * @param data the payload, UTF-8 JSON
 * @param metadata the metadata, UTF-8 JSON
 */
@SuppressWarnings("ArrayRecordComponent")
public record EncodedEvent(String type, byte[] data, byte[] metadata) {}
