package io.orderstream.projector.relay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a replay is getting on.
 *
 * @param position the log position up to which everything is published, -1 if nothing is
 * @param toPosition the log position at which it ends
 * @param events domain events that this run published
 * @param problem why it stands still or ended early
 */
record ReplayStatus(
        String topic,
        State state,
        long position,
        long toPosition,
        long events,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String problem) {

    /** Whether it goes on. */
    enum State {
        /** It publishes, or waits for Kafka or the log to answer again. */
        RUNNING,
        /** All of it is published. */
        DONE,
        /** It was stopped, or met an event that it must not pass over. The same request goes on where it ended. */
        STOPPED
    }
}
