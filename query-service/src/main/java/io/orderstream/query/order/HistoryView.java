package io.orderstream.query.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of what happened to an order.
 *
 * @param next the cursor of the following stretch; null at the end
 */
record HistoryView(
        List<Item> items,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {

    /** What happened, when, and who caused it. */
    record Item(long revision, String type, String summary, Instant occurredAt, Actor actor) {}

    /** Who caused it. */
    record Actor(String type, String id) {}
}
