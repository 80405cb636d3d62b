package io.orderstream.readmodel.fulfilment;

import io.orderstream.events.stored.FulfillmentDelivered;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.figures.ReportingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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
        return facts(event).map(fact -> key(fact.at())).distinct().toList();
    }

    @Override
    public FulfilmentDurationsDocument fold(
            String key, @Nullable FulfilmentDurationsDocument current, StoredEvent event) {
        List<Fact> facts =
                facts(event).filter(fact -> key.startsWith(key(fact.at()))).toList();
        Instant placedAt = event.event().order().placedAt();
        Durations toShipped = current == null ? Durations.NONE : current.placedToShipped();
        Durations toDelivered = current == null ? Durations.NONE : current.placedToDelivered();
        for (Fact fact : facts) {
            Durations took = Durations.of(Duration.between(placedAt, fact.at()));
            toShipped = fact.delivered() ? toShipped : toShipped.plus(took);
            toDelivered = fact.delivered() ? toDelivered.plus(took) : toDelivered;
        }
        return new FulfilmentDurationsDocument(
                key, event.position(), calendar.day(facts.getFirst().at()).toString(), toShipped, toDelivered);
    }

    private String key(Instant at) {
        return keysFrom(calendar.day(at).toString());
    }

    /** What the ids of the documents of a day begin with; in the order of these texts the days follow each other. */
    public static String keysFrom(String day) {
        return day + "|";
    }

    /** Something was shipped, or it was delivered. */
    private record Fact(boolean delivered, Instant at) {}

    private static Stream<Fact> facts(StoredEvent event) {
        if (event.event() instanceof FulfillmentDelivered delivered) {
            return Stream.of(new Fact(true, delivered.at()));
        }
        if (event.event() instanceof OrderImported imported) {
            return imported.fulfillments().stream()
                    .flatMap(fulfillment -> Stream.concat(
                            Stream.ofNullable(fulfillment.shippedAt()).map(at -> new Fact(false, at)),
                            Stream.ofNullable(fulfillment.deliveredAt()).map(at -> new Fact(true, at))));
        }
        return event.event() instanceof FulfillmentShipped
                ? Stream.of(new Fact(false, event.metadata().occurredAt()))
                : Stream.empty();
    }
}
