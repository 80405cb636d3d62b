package io.orderstream.local.eventstore.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Where a record's fields stand. A record knows its own position, so that a block written to the wrong place is not
 * taken for a record, and how much of the log was known to be on disk when it was written, so that damage to what
 * was acknowledged can be told from a tail that never was.
 */
final class RecordLayout {
    static final int MAGIC = 0x4F534556;

    static final int AT_MAGIC = 0;
    static final int AT_LENGTH = 4;
    static final int AT_CHECKSUM = 8;
    static final int AT_POSITION = 12;
    static final int AT_DURABLE = 20;
    static final int AT_REVISION = 28;
    static final int AT_CREATED = 36;
    static final int AT_ID = 44;
    static final int AT_FLAGS = 60;
    static final int AT_STREAM_LENGTH = 61;
    static final int AT_TYPE_LENGTH = 65;
    static final int AT_METADATA_LENGTH = 69;
    static final int HEADER = 73;

    static final int JSON = 1;
    static final int LAST_OF_APPEND = 2;
    /** Not an event: says only that everything before it is on disk. */
    static final int SEAL = 4;

    /** Above the largest append by far; a length beyond it is damage. */
    static final int MAX_LENGTH = 64 * 1024 * 1024;

    private RecordLayout() {}

    static void write(NewRecord event, long position, long durable, ByteBuffer into) {
        int start = into.position();
        int flags = (event.json() ? JSON : 0) | (event.lastOfAppend() ? LAST_OF_APPEND : 0);
        writeHeader(
                into,
                event.length(),
                position,
                durable,
                event.revision(),
                event.created(),
                event.id().getMostSignificantBits(),
                event.id().getLeastSignificantBits(),
                flags);
        into.putInt(event.stream().length);
        into.putInt(event.type().length);
        into.putInt(event.metadata().remaining());
        into.put(event.stream());
        into.put(event.type());
        into.put(event.metadata().duplicate());
        into.put(event.data().duplicate());
        sign(into, start, event.length());
    }

    static void writeSeal(long position, ByteBuffer into) {
        int start = into.position();
        writeHeader(into, HEADER, position, position, 0, 0, 0, 0, SEAL | LAST_OF_APPEND);
        into.putInt(0).putInt(0).putInt(0);
        sign(into, start, HEADER);
    }

    private static void writeHeader(
            ByteBuffer into,
            int length,
            long position,
            long durable,
            long revision,
            long created,
            long idMost,
            long idLeast,
            int flags) {
        into.putInt(MAGIC)
                .putInt(length)
                .putInt(0)
                .putLong(position)
                .putLong(durable)
                .putLong(revision)
                .putLong(created)
                .putLong(idMost)
                .putLong(idLeast)
                .put((byte) flags);
    }

    private static void sign(ByteBuffer buffer, int start, int length) {
        buffer.putInt(start + AT_CHECKSUM, checksum(buffer, start, length));
    }

    static int checksum(ByteBuffer buffer, int start, int length) {
        var crc = new CRC32C();
        crc.update(buffer.slice(start + AT_POSITION, length - AT_POSITION));
        return (int) crc.getValue();
    }
}
