package io.orderstream.projector.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document that an event could not be applied to. It stays as it was; that event and all later ones of the document wait.
 *
 * @param id the part of the read model and the key
 * @param part the shard's checkpoint id
 * @param key the document's key
 * @param orderId the order of the first event that waits
 * @param revision that event's place in its order's stream
 * @param position that event's place in the log
 * @param reason why it could not be applied, at the last attempt
 * @param retries how often it was tried again since
 * @param retry whether it is to be tried again
 */
public record Parked(
        String id,
        String part,
        String key,
        String orderId,
        long revision,
        long position,
        String type,
        @Nullable String reason,
        Instant parkedAt,
        int retries,
        boolean retry) {}
