package io.orderstream.readmodel.fulfilment;

import io.orderstream.events.stored.FulfillmentDelivered;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.figures.ReportingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One document for each day on which anything was shipped or delivered. */
public final class FulfilmentDurationsProjection implements Projection<FulfilmentDurationsDocument> {

    private final ReportingCalendar calendar;

    /** A projection whose days are those of the calendar. */
    public FulfilmentDurationsProjection(ReportingCalendar calendar) {
        this.calendar = calendar;
    }

    @Override
    public String name() {
        return calendar.named("fulfilment_durations");
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<FulfilmentDurationsDocument> documentType() {
        return FulfilmentDurationsDocument.class;
    }

    @Override
    public List<String> keys(StoredEvent event) {
        Instant at = reachedAt(event);
        return at == null ? List.of() : List.of(calendar.day(at) + "|");
    }

    @Override
    public FulfilmentDurationsDocument fold(
            String key, @Nullable FulfilmentDurationsDocument current, StoredEvent event) {
        Instant at = reachedAt(event);
        if (at == null) {
            throw new IllegalArgumentException("not a key of the event: " + key);
        }
        Durations took = Durations.of(Duration.between(event.event().order().placedAt(), at));
        boolean shipped = event.event() instanceof FulfillmentShipped;
        Durations toShipped = current == null ? Durations.NONE : current.placedToShipped();
        Durations toDelivered = current == null ? Durations.NONE : current.placedToDelivered();
        return new FulfilmentDurationsDocument(
                key,
                event.position(),
                calendar.day(at).toString(),
                shipped ? toShipped.plus(took) : toShipped,
                shipped ? toDelivered : toDelivered.plus(took));
    }

    private static @Nullable Instant reachedAt(StoredEvent event) {
        if (event.event() instanceof FulfillmentDelivered delivered) {
            return delivered.at();
        }
        return event.event() instanceof FulfillmentShipped ? event.metadata().occurredAt() : null;
    }
}
