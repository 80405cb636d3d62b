package io.orderstream.query.order;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in the list of orders, just behind one of them. It stays the same place whatever orders come and change,
 * since neither part of it ever changes for an order.
 *
 * @param placedAt when that order was placed, to the millisecond
 * @param id that order's id
 */
record OrderCursor(Instant placedAt, String id) {

    private static final String VERSION = "1";

    static OrderCursor behind(OrderEntry entry) {
        return new OrderCursor(entry.placedAt(), entry.id());
    }

    /** An opaque text for clients. */
    String encode() {
        var plain = VERSION + "." + placedAt.toEpochMilli() + "." + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(US_ASCII));
    }

    /**
     * Reads what {@link #encode} wrote, and nothing else.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    static OrderCursor decode(String text) {
        var parts = new String(Base64.getUrlDecoder().decode(text), US_ASCII).split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a cursor");
        }
        var id = UUID.fromString(parts[2]).toString();
        var cursor = new OrderCursor(Instant.ofEpochMilli(Long.parseLong(parts[1])), id);
        if (!cursor.encode().equals(text)) {
            throw new IllegalArgumentException("not a cursor");
        }
        return cursor;
    }
}
