package io.orderstream.query.order;

import io.orderstream.query.web.QueryParameters;
import io.orderstream.readmodel.history.HistoryDocument;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Up to where an order's history counts: a moment, or a revision. */
sealed interface AsOf {

    /** Whether the event still counts. */
    boolean holds(HistoryDocument event);

    /** All events up to one, which must be there. */
    record Revision(long revision) implements AsOf {
        @Override
        public boolean holds(HistoryDocument event) {
            return event.revision() <= revision;
        }
    }

    /** All events before the first that was recorded later. */
    record Moment(Instant moment) implements AsOf {
        @Override
        public boolean holds(HistoryDocument event) {
            return !event.occurredAt().isAfter(moment);
        }
    }

    /** What the parameter says; null if it was not given. */
    static @Nullable AsOf from(QueryParameters parameters) {
        String text = parameters.text("asOf");
        if (text == null) {
            return null;
        }
        if (text.matches("[0-9]{1,10}")) {
            return new Revision(Long.parseLong(text));
        }
        return new Moment(parameters.parsed("asOf", AsOf::moment, "a revision, or a time like 2026-03-01T09:30:00Z"));
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
