package io.orderstream.local.eventstore.engine;

import io.orderstream.local.eventstore.log.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event as a reader gets it: itself, or what it links to together with the link. Both are null never; the event
 * alone is null if the link leads nowhere.
 */
public record ResolvedRecord(
        @Nullable LogRecord event, @Nullable LogRecord link) {

    /** What was found in the place that was read: the link if there is one. */
    public LogRecord original() {
        LogRecord found = link != null ? link : event;
        if (found == null) {
            throw new IllegalStateException("neither an event nor a link");
        }
        return found;
    }
}
