package io.orderstream.projector.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.events.domain.DomainEventCodec;
import io.orderstream.events.domain.OrderDomainEvent;
import io.orderstream.events.stored.Actor;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.FulfillmentAllocated;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.LineQuantity;
import io.orderstream.events.stored.NoteAdded;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.ReturnDeclined;
import io.orderstream.events.stored.ReturnRequested;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RelayedOrderTests {

    private static final Instant PLACED_AT = Instant.parse("2026-03-01T09:30:00Z");
    private static final OrderContext ORDER = new OrderContext("N-1", "web", "EUR", "c1", "DE", "BE", PLACED_AT);
    private static final List<LineQuantity> ITEMS = List.of(new LineQuantity("l1", "A", 1));

    @Test
    void an_event_that_stays_inside_takes_no_number() {
        RelayedOrder order = after(
                placed(),
                new NoteAdded(ORDER, "Ada rings", "INTERNAL"),
                new HoldPlaced(ORDER, "h1", "FRAUD", List.of(), ""));

        assertThat(order.sequence()).isEqualTo(2);
    }

    @Test
    void what_stays_inside_is_not_told() {
        assertThat(after(placed(), new NoteAdded(ORDER, "Ada rings", "INTERNAL"))
                        .told())
                .isNull();
    }

    @Test
    void neither_personal_data_nor_reasons_leave() {
        List<OrderEvent> events = List.of(
                placed(),
                new HoldPlaced(ORDER, "h1", "FRAUD", List.of(), "Ada asked"),
                new FulfillmentAllocated(ORDER, "f1", "berlin", ITEMS),
                new FulfillmentShipped(
                        ORDER,
                        "f1",
                        "berlin",
                        ITEMS,
                        List.of(new FulfillmentShipped.Parcel("DHL", "Ada-tracking", ITEMS))),
                new ReturnRequested(
                        ORDER, "t1", List.of(new ReturnRequested.ReturnedItem("l1", "A", 1, "Ada changed her mind"))),
                new ReturnDeclined(ORDER, "t1", ITEMS, "Ada kept it"));

        assertThat(told(events)).hasSize(6).noneMatch(json -> json.contains("Ada"));
    }

    @Test
    void an_imported_order_is_told_without_personal_data() {
        List<String> told = told(List.of(imported()));

        assertThat(told)
                .singleElement()
                .satisfies(json -> assertThat(json)
                        .contains("\"externalId\":\"100023\"", "\"shipped\":1", "\"stated\":{\"amount\":\"10.01\"")
                        .doesNotContain("Ada"));
    }

    private static OrderImported imported() {
        OrderPlaced placed = placed();
        LineAmounts nothing = new LineAmounts(0, 0, 0, List.of());
        return new OrderImported(
                ORDER,
                "old-shop",
                "100023",
                "CONFIRMED",
                placed.policy(),
                placed.party(),
                List.of(new OrderImported.ImportedLine(
                        placed.lines().get(0),
                        new OrderImported.Quantities(0, 1, 1, 0, 0, 0, 0, 0, 0),
                        nothing,
                        nothing)),
                List.of(),
                List.of(),
                List.of(new OrderImported.ImportedPayment(
                        "p1",
                        "Ada-reference",
                        1_000,
                        0,
                        List.of(new OrderImported.ImportedCapture("c1", null, 1_000, PLACED_AT)),
                        0,
                        PLACED_AT)),
                List.of(new OrderImported.ImportedFulfillment(
                        "f1",
                        "berlin",
                        List.of(new OrderImported.ImportedItem("l1", "A", 1, 1, 0)),
                        PLACED_AT,
                        PLACED_AT,
                        null)),
                List.of(),
                Totals.stated(1_000, 0, 0, 0, 0, 1_001, 0, 1_000, 0, 0),
                List.of(new OrderImported.TotalDifference("grand", 1_001, 1_000)),
                null,
                null);
    }

    private static List<String> told(List<OrderEvent> events) {
        DomainEventCodec codec = new DomainEventCodec();
        List<String> told = new ArrayList<>();
        RelayedOrder order = RelayedOrder.NOTHING;
        for (int revision = 0; revision < events.size(); revision++) {
            order = order.after(stored(revision, events.get(revision)));
            OrderDomainEvent event = Objects.requireNonNull(order.told());
            told.add(new String(codec.encode(event), StandardCharsets.UTF_8));
        }
        return told;
    }

    private static RelayedOrder after(OrderEvent... events) {
        RelayedOrder order = RelayedOrder.NOTHING;
        for (int revision = 0; revision < events.length; revision++) {
            order = order.after(stored(revision, events[revision]));
        }
        return order;
    }

    private static StoredEvent stored(int revision, OrderEvent event) {
        EventMetadata metadata = new EventMetadata(
                new UUID(0, revision),
                "hash",
                "correlation",
                "causation",
                new Actor(Actor.Type.SYSTEM, "test"),
                1,
                PLACED_AT.plusSeconds(revision),
                null);
        return new StoredEvent("o1", revision, 100 + revision, metadata, event);
    }

    private static OrderPlaced placed() {
        OrderPlaced.Address address =
                new OrderPlaced.Address("Ada", List.of("Ada's street"), "Berlin", "BE", "10115", "DE");
        return new OrderPlaced(
                ORDER,
                new OrderPlaced.Policy("HALF_EVEN", "LINE", false),
                new OrderPlaced.Party("c1", "Ada@example.com", null, null, address),
                List.of(new OrderPlaced.Line(
                        "l1",
                        "A",
                        "A thing",
                        1,
                        BigDecimal.TEN,
                        List.of(),
                        List.of(),
                        true,
                        Map.of(),
                        new LineAmounts(1_000, 0, 1_000, List.of()))),
                List.of(),
                List.of(),
                Totals.of(1_000, 0, 0, 0, 0, 0, 0, 0, 0),
                null);
    }
}
