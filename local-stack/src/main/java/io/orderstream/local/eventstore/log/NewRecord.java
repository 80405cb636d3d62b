package io.orderstream.local.eventstore.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * An event on its way into the log.
 *
 * @param created in ticks of 100 nanoseconds since the epoch, the protocol's own unit
 */
public record NewRecord(
        byte[] stream,
        long revision,
        long created,
        UUID id,
        byte[] type,
        boolean json,
        boolean lastOfAppend,
        ByteBuffer data,
        ByteBuffer metadata) {

    /** The revision that a tombstone carries; no event can be stored after it. */
    public static final long TOMBSTONE_REVISION = Long.MAX_VALUE;

    public String streamName() {
        return new String(stream, StandardCharsets.UTF_8);
    }

    int length() {
        return RecordLayout.HEADER + stream.length + type.length + metadata.remaining() + data.remaining();
    }
}
