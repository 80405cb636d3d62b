package io.orderstream.local.eventstore.log;

import static io.orderstream.local.eventstore.log.RecordLayout.AT_CREATED;
import static io.orderstream.local.eventstore.log.RecordLayout.AT_DURABLE;
import static io.orderstream.local.eventstore.log.RecordLayout.AT_FLAGS;
import static io.orderstream.local.eventstore.log.RecordLayout.AT_ID;
import static io.orderstream.local.eventstore.log.RecordLayout.AT_LENGTH;
import static io.orderstream.local.eventstore.log.RecordLayout.AT_METADATA_LENGTH;
import static io.orderstream.local.eventstore.log.RecordLayout.AT_POSITION;
import static io.orderstream.local.eventstore.log.RecordLayout.AT_REVISION;
import static io.orderstream.local.eventstore.log.RecordLayout.AT_STREAM_LENGTH;
import static io.orderstream.local.eventstore.log.RecordLayout.AT_TYPE_LENGTH;
import static io.orderstream.local.eventstore.log.RecordLayout.HEADER;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One stored event, read in place: the record is a view of the bytes that were read, whose checksum was found right.
 * The buffers it hands out share those bytes and are never written to again.
 */
public final class LogRecord {
    private final ByteBuffer bytes;
    private final int start;

    LogRecord(ByteBuffer bytes, int start) {
        this.bytes = bytes;
        this.start = start;
    }

    /** Where the record begins in the log, which is also the event's place in {@code $all}. */
    public long position() {
        return bytes.getLong(start + AT_POSITION);
    }

    public long revision() {
        return bytes.getLong(start + AT_REVISION);
    }

    /** In ticks of 100 nanoseconds since the epoch. */
    public long created() {
        return bytes.getLong(start + AT_CREATED);
    }

    public UUID id() {
        return new UUID(bytes.getLong(start + AT_ID), bytes.getLong(start + AT_ID + Long.BYTES));
    }

    public boolean json() {
        return has(RecordLayout.JSON);
    }

    public boolean tombstone() {
        return revision() == NewRecord.TOMBSTONE_REVISION;
    }

    public ByteBuffer stream() {
        return bytes.slice(start + HEADER, streamLength());
    }

    public ByteBuffer type() {
        return bytes.slice(start + HEADER + streamLength(), typeLength());
    }

    public ByteBuffer metadata() {
        return bytes.slice(start + HEADER + streamLength() + typeLength(), metadataLength());
    }

    public ByteBuffer data() {
        int from = HEADER + streamLength() + typeLength() + metadataLength();
        return bytes.slice(start + from, length() - from);
    }

    public String streamName() {
        return StandardCharsets.UTF_8.decode(stream()).toString();
    }

    public String typeName() {
        return StandardCharsets.UTF_8.decode(type()).toString();
    }

    int length() {
        return bytes.getInt(start + AT_LENGTH);
    }

    boolean lastOfAppend() {
        return has(RecordLayout.LAST_OF_APPEND);
    }

    boolean seal() {
        return has(RecordLayout.SEAL);
    }

    long durable() {
        return bytes.getLong(start + AT_DURABLE);
    }

    /** Whether the lengths inside fit the record; a record with the right checksum and wrong lengths is a bug. */
    boolean consistent() {
        long inner = (long) streamLength() + typeLength() + metadataLength();
        return streamLength() >= 0 && typeLength() >= 0 && metadataLength() >= 0 && HEADER + inner <= length();
    }

    private int streamLength() {
        return bytes.getInt(start + AT_STREAM_LENGTH);
    }

    private int typeLength() {
        return bytes.getInt(start + AT_TYPE_LENGTH);
    }

    private int metadataLength() {
        return bytes.getInt(start + AT_METADATA_LENGTH);
    }

    private boolean has(int flag) {
        return (bytes.get(start + AT_FLAGS) & flag) != 0;
    }
}
