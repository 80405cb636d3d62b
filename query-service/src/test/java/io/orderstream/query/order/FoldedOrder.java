package io.orderstream.query.order;

import io.orderstream.events.stored.Actor;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.OrderPlaced.Address;
import io.orderstream.events.stored.OrderPlaced.TaxRate;
import io.orderstream.events.stored.PaymentAuthorized;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.events.stored.Totals;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderProjection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as the projection folds it from events, and these events. */
public record FoldedOrder(OrderContext order, OrderDocument document, List<StoredEvent> events) {

    public static final Instant PLACED_AT = Instant.parse("2026-03-01T09:30:00.123Z");

    private static final OrderProjection PROJECTION = new OrderProjection();
    private static final LineAmounts AMOUNTS = new LineAmounts(300_000, 5_000, 295_000, List.of(56_050L));
    private static final Totals PLACED =
            new Totals(300_000, 5_000, 490, 0, 56_143, 351_633, 0, 351_633, 0, 0, 0, 351_633);
    private static final Totals NOTHING = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static FoldedOrder placed(String id, long position) {
        return placed(id, position, PLACED_AT, "EUR", "c1");
    }

    public static FoldedOrder placed(String id, long position, Instant placedAt, String currency, String customerId) {
        var order = new OrderContext("N-" + id, "web", currency, customerId, "DE", "BE", placedAt);
        var vat = new TaxRate("VAT", "DE", new BigDecimal("0.19"));
        var address = new Address("Ada", List.of("1 Main St"), "Berlin", "BE", "10115", "DE");
        var line = new OrderPlaced.Line(
                "l1",
                "S18_1749",
                "1917 Grand Touring Sedan",
                30,
                new BigDecimal("100.00"),
                List.of(vat),
                List.of(new OrderPlaced.Discount("d1", "SPRING", "LINE", 5_000)),
                true,
                Map.of("colour", "red"),
                AMOUNTS);
        var event = new OrderPlaced(
                order,
                new OrderPlaced.Policy("HALF_EVEN", "LINE", false),
                new OrderPlaced.Party(customerId, "ada@example.com", null, null, address),
                List.of(line),
                List.of(),
                List.of(new OrderPlaced.ShippingCharge("s1", "standard", 490, List.of(vat), 0, List.of(93L))),
                PLACED,
                null);
        return fold(order, null, stored(id, event, 0, position, placedAt), List.of());
    }

    public FoldedOrder confirmed(long position) {
        return then(new OrderConfirmed(order), position);
    }

    public FoldedOrder authorized(long amount, long position) {
        return then(new PaymentAuthorized(order, "p1", amount, "psp-1"), position);
    }

    public FoldedOrder cancelled(long position) {
        var line = new OrderCancelled.CancelledLine("l1", "S18_1749", 30, AMOUNTS);
        return then(new OrderCancelled(order, "customer changed their mind", List.of(line), PLACED, NOTHING), position);
    }

    /** The order after one more event, a second later. */
    public FoldedOrder then(OrderEvent event, long position) {
        var time = document.updatedAt().plusSeconds(1);
        return fold(order, document, stored(document.id(), event, document.revision() + 1, position, time), events);
    }

    private static FoldedOrder fold(
            OrderContext order, @Nullable OrderDocument current, StoredEvent event, List<StoredEvent> before) {
        var events = new ArrayList<>(before);
        events.add(event);
        return new FoldedOrder(order, PROJECTION.fold(event.orderId(), current, event), List.copyOf(events));
    }

    private static StoredEvent stored(String id, OrderEvent event, long revision, long position, Instant at) {
        var metadata = new EventMetadata(
                new UUID(0, position),
                "hash",
                "correlation",
                "causation",
                new Actor(Actor.Type.SYSTEM, "test"),
                new EventCodec().schemaVersion(event),
                at,
                null);
        return new StoredEvent(id, revision, position, metadata, event);
    }

    /** What a list is made of, of an order. */
    static OrderEntry entry(OrderDocument order) {
        return new OrderEntry(
                order.id(),
                order.revision(),
                order.number(),
                order.channel(),
                order.currency(),
                order.customerId(),
                order.placedAt(),
                order.updatedAt(),
                order.lifecycle(),
                order.paymentStatus(),
                order.fulfilmentStatus(),
                order.returnStatus(),
                order.totals());
    }
}
