package io.orderstream.local.mongodb;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values one after another as bytes that, compared without sign, are in the order of the values: absent, whole numbers, texts
 * by their code points, object ids, booleans, times in milliseconds. No key begins with another one's bytes unless it begins
 * with its values. Not thread-safe.
 */
final class SortableKey {

    private static final int ABSENT = 0x10;
    private static final int NUMBER = 0x20;
    private static final int TEXT = 0x30;
    private static final int OBJECT_ID = 0x40;
    private static final int BOOLEAN = 0x50;
    private static final int TIME = 0x60;
    private static final int BEHIND_ALL = 0xff;

    private static final double WHOLE_NUMBERS = 0x1p63;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

    SortableKey() {}

    /** A key that goes on where the other one is. */
    SortableKey(byte[] before) {
        bytes.writeBytes(before);
    }

    /** What comes behind every key that begins with these values. */
    static byte[] behind(byte[] values) {
        byte[] behind = Arrays.copyOf(values, values.length + 1);
        behind[values.length] = (byte) BEHIND_ALL;
        return behind;
    }

    /** Whether the value could be added; fractions, documents, arrays and binary data cannot. */
    boolean add(@Nullable Object value) {
        switch (value) {
            case null -> bytes.write(ABSENT);
            case Missing missing -> bytes.write(ABSENT);
            case String text -> addText(text);
            case Instant time -> addLong(TIME, time.toEpochMilli());
            case Boolean truth -> {
                bytes.write(BOOLEAN);
                bytes.write(truth ? 1 : 0);
            }
            case ObjectId id -> {
                bytes.write(OBJECT_ID);
                bytes.writeBytes(id.toByteArray());
            }
            case Integer number -> addLong(NUMBER, number);
            case Long number -> addLong(NUMBER, number);
            case Double number -> {
                if (number != Math.rint(number) || Math.abs(number) >= WHOLE_NUMBERS) {
                    return false;
                }
                addLong(NUMBER, number.longValue());
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void addLong(int type, long number) {
        ByteBuffer unsigned = ByteBuffer.allocate(1 + Long.BYTES);
        bytes.writeBytes(
                unsigned.put((byte) type).putLong(number ^ Long.MIN_VALUE).array());
    }

    /** Two zeros are the end; one that is a character is followed by what tells it from that. */
    private void addText(String text) {
        bytes.write(TEXT);
        bytes.writeBytes(text.replace("\0", "\0\1").getBytes(StandardCharsets.UTF_8));
        bytes.write(0);
        bytes.write(0);
    }
}
