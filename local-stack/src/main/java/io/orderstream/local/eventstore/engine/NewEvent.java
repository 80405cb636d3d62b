package io.orderstream.local.eventstore.engine;

import java.nio.ByteBuffer;
import java.util.UUID;

/** An event that someone wants stored. */
public record NewEvent(UUID id, String type, boolean json, ByteBuffer data, ByteBuffer metadata) {}
