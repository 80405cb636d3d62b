package io.orderstream.readmodel.history;

import io.orderstream.readmodel.ReadModelDocument;
import java.time.Instant;

/**
 * One event of an order as it was recorded, with what people want to know of it.
 *
 * @param id {@linkplain #idOf made of} order and revision
 * @param position the event's position in the log
 * @param revision its place in the order's stream, from 0 without gaps
 * @param type the stored event's type
 * @param summary what happened, in a few words without personal data
 * @param data the event's payload as JSON, which may hold personal data
 * @param metadata its metadata as JSON
 */
public record HistoryDocument(
        String id,
        long position,
        String orderId,
        long revision,
        String type,
        Instant occurredAt,
        Actor actor,
        String summary,
        String data,
        String metadata)
        implements ReadModelDocument {

    /** Who caused it; {@code type} is {@code USER}, {@code SERVICE} or {@code SYSTEM}. */
    public record Actor(String type, String id) {}

    /** The id of the document of an order's event. */
    public static String idOf(String orderId, long revision) {
        return orderId + "/" + revision;
    }

    /** Whether the id is that of a document of an event of the order. */
    public static boolean isOf(String orderId, String id) {
        return id.startsWith(orderId + "/");
    }
}
