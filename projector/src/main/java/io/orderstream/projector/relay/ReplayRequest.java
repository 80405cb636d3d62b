package io.orderstream.projector.relay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What history is to be published where.
 *
 * @param topic where to; created if there is none
 * @param from only events that occurred at or after this; from the beginning if absent
 * @param toPosition the last log position of it; if absent, the last when the replay begins
 */
record ReplayRequest(
        @Nullable String topic,
        @Nullable Instant from,
        @Nullable Long toPosition) {}
