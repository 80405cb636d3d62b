package io.orderstream.readmodel.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.events.stored.Actor;
import io.orderstream.events.stored.CreditedLine;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.FulfillmentAllocated;
import io.orderstream.events.stored.FulfillmentDelivered;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.HoldReleased;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.LineQuantity;
import io.orderstream.events.stored.NoteAdded;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderCompleted;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.OrderPlaced.Address;
import io.orderstream.events.stored.PaymentAuthorized;
import io.orderstream.events.stored.PaymentCaptured;
import io.orderstream.events.stored.RefundAllocation;
import io.orderstream.events.stored.RefundFailed;
import io.orderstream.events.stored.RefundRequested;
import io.orderstream.events.stored.RefundSucceeded;
import io.orderstream.events.stored.ReturnReceived;
import io.orderstream.events.stored.ReturnRequested;
import io.orderstream.events.stored.ShippingAddressChanged;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.events.stored.Totals;
import io.orderstream.readmodel.OutOfSequenceException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderProjectionTests {

    private static final Instant PLACED_AT = Instant.parse("2026-03-01T09:30:00Z");
    private static final OrderContext ORDER = new OrderContext("N-1", "web", "EUR", "c1", "DE", null, PLACED_AT);
    private static final LineAmounts AMOUNTS = new LineAmounts(2_000, 0, 2_000, List.of(380L));
    private static final Totals PLACED_TOTALS = new Totals(2_000, 0, 0, 0, 380, 2_380, 0, 2_380, 0, 0, 0, 2_380);
    private static final Totals NOTHING = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private final OrderProjection projection = new OrderProjection();

    @Test
    void placing_makes_a_document() {
        OrderDocument order = given().when(0, placed(true));

        assertThat(order.id()).isEqualTo("o1");
        assertThat(order.number()).isEqualTo("N-1");
        assertThat(order.placedAt()).isEqualTo(PLACED_AT);
        assertThat(order.lifecycle()).isEqualTo("PLACED");
        assertThat(order.totals().grand()).isEqualTo(2_380);
        assertThat(order.lines()).singleElement().satisfies(line -> {
            assertThat(line.unitPrice()).isEqualTo("10.00");
            assertThat(line.quantities().active()).isEqualTo(2);
        });
    }

    @Test
    void an_imported_order_stands_as_it_stood_there() {
        OrderDocument order = given().when(0, imported());

        assertThat(order.lifecycle()).isEqualTo("CONFIRMED");
        assertThat(order.paymentStatus()).isEqualTo(PaymentStatus.OVERPAID);
        assertThat(order.fulfilmentStatus()).isEqualTo(FulfilmentStatus.SHIPPED);
        assertThat(order.returnStatus()).isEqualTo(ReturnStatus.PARTIAL);
        assertThat(order.totals().grand()).isEqualTo(2_381);
        assertThat(order.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.quantities())
                        .isEqualTo(new OrderDocument.Quantities(2, 0, 2, 2, 1, 0, 1, 1, 0, 1)));
        assertThat(order.payments()).singleElement().satisfies(payment -> {
            assertThat(payment.captured()).isEqualTo(2_381);
            assertThat(payment.refunded()).isEqualTo(100);
        });
    }

    @Test
    void where_an_imported_order_comes_from_and_where_its_totals_differ_is_kept() {
        OrderDocument order = given(imported()).when(1, new OrderConfirmed(ORDER));

        assertThat(order.imported()).isNotNull().satisfies(origin -> {
            assertThat(origin.source()).isEqualTo("old-shop");
            assertThat(origin.externalId()).isEqualTo("100023");
            assertThat(origin.differences()).containsExactly(new OrderDocument.TotalDifference("grand", 2_381, 2_380));
        });
    }

    @Test
    void an_order_that_exists_is_not_imported() {
        assertThatThrownBy(() -> given(placed(true)).when(1, imported())).isInstanceOf(OutOfSequenceException.class);
    }

    @Test
    void a_new_order_is_unpaid_unfulfilled_and_not_returned() {
        OrderDocument order = given().when(0, placed(true));

        assertThat(order.paymentStatus()).isEqualTo(PaymentStatus.UNPAID);
        assertThat(order.fulfilmentStatus()).isEqualTo(FulfilmentStatus.UNFULFILLED);
        assertThat(order.returnStatus()).isEqualTo(ReturnStatus.NONE);
    }

    @Test
    void an_order_without_anything_to_ship_needs_no_fulfilment() {
        OrderDocument order = given().when(0, placed(false));

        assertThat(order.fulfilmentStatus()).isEqualTo(FulfilmentStatus.NOT_REQUIRED);
    }

    @Test
    void each_event_moves_watermark_revision_and_time() {
        OrderDocument order = given(placed(true)).when(1, new OrderConfirmed(ORDER));

        assertThat(order.lifecycle()).isEqualTo("CONFIRMED");
        assertThat(order.revision()).isEqualTo(1);
        assertThat(order.position()).isEqualTo(101);
        assertThat(order.updatedAt()).isEqualTo(PLACED_AT.plusSeconds(1));
    }

    @Test
    void cancelling_takes_the_lines_off_and_keeps_the_reason() {
        OrderDocument order = given(placed(true), new OrderConfirmed(ORDER))
                .when(
                        2,
                        new OrderCancelled(
                                ORDER,
                                "mistake",
                                List.of(new CancelledLine("l1", "A", 2, AMOUNTS)),
                                PLACED_TOTALS,
                                NOTHING));

        assertThat(order.lifecycle()).isEqualTo("CANCELLED");
        assertThat(order.cancelReason()).isEqualTo("mistake");
        assertThat(order.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.quantities().active()).isZero());
        assertThat(order.totals().grand()).isZero();
        assertThat(order.paymentStatus()).isEqualTo(PaymentStatus.NOT_REQUIRED);
        assertThat(order.fulfilmentStatus()).isEqualTo(FulfilmentStatus.NOT_REQUIRED);
    }

    @Test
    void a_change_of_address_is_where_the_order_goes() {
        OrderDocument order = given(placed(true))
                .when(
                        1,
                        new ShippingAddressChanged(
                                ORDER, new Address("Ada", List.of("2 Rue"), "Paris", "IDF", "75001", "FR")));

        assertThat(order.country()).isEqualTo("FR");
        assertThat(order.region()).isEqualTo("IDF");
        assertThat(order.party().shipping()).isNotNull();
    }

    @Test
    void holds_and_notes_say_when_and_by_whom() {
        OrderDocument order = given(
                        placed(true),
                        new HoldPlaced(ORDER, "h1", "FRAUD", List.of(), "looks odd"),
                        new NoteAdded(ORDER, "rings twice", "INTERNAL"))
                .when(3, new HoldReleased(ORDER, "h1"));

        assertThat(order.holds()).singleElement().satisfies(hold -> {
            assertThat(hold.placedAt()).isEqualTo(PLACED_AT.plusSeconds(1));
            assertThat(hold.releasedAt()).isEqualTo(PLACED_AT.plusSeconds(3));
        });
        assertThat(order.notes())
                .containsExactly(new OrderDocument.Note("rings twice", "INTERNAL", "test", PLACED_AT.plusSeconds(2)));
    }

    @Test
    void a_payment_is_authorized_captured_and_refunded() {
        OrderEvent authorized = new PaymentAuthorized(ORDER, "p1", 2_380, "ref");
        OrderEvent captured = new PaymentCaptured(ORDER, "p1", "c1", null, 2_380, PLACED_TOTALS.captured(2_380));
        List<RefundAllocation> allocations = List.of(new RefundAllocation("p1", 1_190));
        List<CreditedLine> lines =
                List.of(new CreditedLine("l1", "A", 1, new LineAmounts(1_000, 0, 1_000, List.of(190L))));
        Totals pending = PLACED_TOTALS.captured(2_380).refundRequested(1_190, 1_190);
        OrderEvent requested =
                new RefundRequested(ORDER, "r1", "GRANT", 1_190, allocations, lines, 0, 0, "late", pending);

        OrderDocument paid = given(placed(true), authorized).when(2, captured);
        OrderDocument refunded = given(placed(true), authorized, captured, requested)
                .when(4, new RefundSucceeded(ORDER, "r1", "GRANT", 1_190, allocations, pending.refundSucceeded(1_190)));
        OrderDocument failed = given(placed(true), authorized, captured, requested)
                .when(
                        4,
                        new RefundFailed(
                                ORDER,
                                "r1",
                                "GRANT",
                                1_190,
                                allocations,
                                lines,
                                0,
                                "account closed",
                                pending.refundFailed(1_190, 1_190)));

        assertThat(given(placed(true)).when(1, authorized).paymentStatus()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(paid.paymentStatus()).isEqualTo(PaymentStatus.PAID);
        assertThat(refunded.paymentStatus()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        assertThat(refunded.payments())
                .singleElement()
                .satisfies(payment -> assertThat(payment.refunded()).isEqualTo(1_190));
        assertThat(refunded.lines().get(0).quantities().credited()).isEqualTo(1);
        assertThat(failed.lines().get(0).quantities().credited()).isZero();
        assertThat(failed.refunds())
                .singleElement()
                .satisfies(refund -> assertThat(refund.failure()).isEqualTo("account closed"));
    }

    @Test
    void an_order_is_shipped_delivered_and_returned() {
        List<LineQuantity> both = List.of(new LineQuantity("l1", "A", 2));
        OrderEvent allocated = new FulfillmentAllocated(ORDER, "f1", "berlin", both);
        OrderEvent shipped = new FulfillmentShipped(
                ORDER, "f1", "berlin", both, List.of(new FulfillmentShipped.Parcel("DHL", "1", List.of())));
        OrderEvent delivered = new FulfillmentDelivered(ORDER, "f1", both, PLACED_AT);
        OrderEvent requested =
                new ReturnRequested(ORDER, "t1", List.of(new ReturnRequested.ReturnedItem("l1", "A", 2, "")));
        OrderEvent received = new ReturnReceived(
                ORDER,
                "t1",
                List.of(new ReturnReceived.ReceivedItem("l1", "A", 2, 2, "WRITE_OFF", AMOUNTS)),
                List.of(),
                2_380,
                PLACED_TOTALS.returned(2_380, 0));

        assertThat(given(placed(true), allocated).when(2, shipped).fulfilmentStatus())
                .isEqualTo(FulfilmentStatus.SHIPPED);
        assertThat(given(placed(true), allocated, shipped).when(3, delivered).fulfilmentStatus())
                .isEqualTo(FulfilmentStatus.DELIVERED);
        assertThat(given(placed(true), allocated, shipped, delivered)
                        .when(4, requested)
                        .returnStatus())
                .isEqualTo(ReturnStatus.REQUESTED);
        OrderDocument returned =
                given(placed(true), allocated, shipped, delivered, requested).when(5, received);
        assertThat(returned.returnStatus()).isEqualTo(ReturnStatus.RETURNED);
        assertThat(returned.returns())
                .singleElement()
                .satisfies(known -> assertThat(known.status()).isEqualTo("RECEIVED"));
        assertThat(returned.fulfillments()).singleElement().satisfies(fulfillment -> {
            assertThat(fulfillment.shippedAt()).isEqualTo(PLACED_AT.plusSeconds(2));
            assertThat(fulfillment.deliveredAt()).isEqualTo(PLACED_AT);
        });
    }

    @Test
    void the_timeline_has_each_milestone_once_by_when_the_order_came_to_it() {
        List<LineQuantity> one = List.of(new LineQuantity("l1", "A", 1));
        Totals paid = PLACED_TOTALS.captured(1_190);
        Totals pending = PLACED_TOTALS.captured(2_380).refundRequested(1_190, 1_190);
        OrderDocument order = given(
                        placed(true),
                        new OrderConfirmed(ORDER),
                        new PaymentAuthorized(ORDER, "p1", 2_380, "ref"),
                        new PaymentCaptured(ORDER, "p1", "c1", null, 1_190, paid),
                        new PaymentCaptured(ORDER, "p1", "c2", null, 1_190, paid.captured(1_190)),
                        new FulfillmentAllocated(ORDER, "f1", "berlin", List.of(new LineQuantity("l1", "A", 2))),
                        new FulfillmentShipped(ORDER, "f1", "berlin", one, List.of()),
                        new FulfillmentShipped(ORDER, "f1", "berlin", one, List.of()),
                        new FulfillmentDelivered(ORDER, "f1", one, PLACED_AT.plusSeconds(7)),
                        new FulfillmentDelivered(ORDER, "f1", one, PLACED_AT.plusSeconds(8)),
                        new OrderCompleted(ORDER, PLACED_AT.plusSeconds(10), PLACED_AT.plusSeconds(1_000)),
                        returned(one),
                        returned(one),
                        new RefundRequested(ORDER, "r1", "GRANT", 1_190, List.of(), List.of(), 0, 0, "", pending))
                .when(14, new RefundSucceeded(ORDER, "r1", "GRANT", 1_190, List.of(), pending.refundSucceeded(1_190)));

        assertThat(order.timeline())
                .containsExactly(
                        reached(Milestone.PLACED, 0),
                        reached(Milestone.CONFIRMED, 1),
                        reached(Milestone.CAPTURED, 3),
                        reached(Milestone.SHIPPED, 6),
                        reached(Milestone.DELIVERED, 8),
                        reached(Milestone.COMPLETED, 10),
                        reached(Milestone.RETURNED, 11),
                        reached(Milestone.REFUNDED, 14));
    }

    @Test
    void the_timeline_stays_short_whatever_happens_how_often() {
        OrderDocument order = given().when(0, imported());
        for (int revision = 1; revision <= 100; revision += 4) {
            order = new Folding(order).when(revision, new OrderConfirmed(ORDER));
            order = new Folding(order).when(revision + 1, new NoteAdded(ORDER, "again", "INTERNAL"));
            order = new Folding(order).when(revision + 2, returned(List.of()));
            order = new Folding(order).when(revision + 3, cancelled());
        }

        assertThat(order.timeline())
                .hasSizeLessThanOrEqualTo(Milestone.values().length)
                .containsExactlyInAnyOrder(
                        reached(Milestone.PLACED, 0),
                        reached(Milestone.CAPTURED, 0),
                        reached(Milestone.IMPORTED, 0),
                        reached(Milestone.CONFIRMED, 1),
                        reached(Milestone.RETURNED, 3),
                        reached(Milestone.CANCELLED, 4));
    }

    @Test
    void what_a_carrier_tells_late_stands_where_it_happened() {
        List<LineQuantity> both = List.of(new LineQuantity("l1", "A", 2));
        OrderDocument order = given(
                        placed(true),
                        new FulfillmentAllocated(ORDER, "f1", "berlin", both),
                        new FulfillmentShipped(ORDER, "f1", "berlin", both, List.of()),
                        new OrderConfirmed(ORDER))
                .when(4, new FulfillmentDelivered(ORDER, "f1", both, PLACED_AT.plusMillis(2_500)));

        assertThat(order.timeline())
                .extracting(OrderDocument.TimelineEntry::what)
                .containsExactly(Milestone.PLACED, Milestone.SHIPPED, Milestone.DELIVERED, Milestone.CONFIRMED);
    }

    @Test
    void a_timeline_is_kept_as_it_is_stored() {
        assertThat(new OrderDocument.TimelineEntry(Milestone.DELIVERED, PLACED_AT.plusNanos(1_999_999)))
                .isEqualTo(new OrderDocument.TimelineEntry(Milestone.DELIVERED, PLACED_AT.plusMillis(1)));
    }

    @Test
    void a_missing_event_is_never_passed_over() {
        Folding order = given(placed(true));

        assertThatThrownBy(() -> order.when(2, new OrderConfirmed(ORDER)))
                .isInstanceOf(OutOfSequenceException.class)
                .hasMessageContaining("up to revision 0")
                .hasMessageContaining("revision 2");
    }

    @Test
    void a_stream_that_does_not_begin_with_placing_is_refused() {
        Folding nothing = given();

        assertThatThrownBy(() -> nothing.when(0, new OrderConfirmed(ORDER))).isInstanceOf(OutOfSequenceException.class);
    }

    private static OrderPlaced placed(boolean requiresShipping) {
        return new OrderPlaced(
                ORDER,
                new OrderPlaced.Policy("HALF_EVEN", "LINE", false),
                new OrderPlaced.Party("c1", null, null, null, null),
                List.of(new OrderPlaced.Line(
                        "l1",
                        "A",
                        null,
                        2,
                        new BigDecimal("10.00"),
                        List.of(new OrderPlaced.TaxRate("VAT", null, new BigDecimal("0.19"))),
                        List.of(),
                        requiresShipping,
                        Map.of(),
                        AMOUNTS)),
                List.of(),
                List.of(),
                PLACED_TOTALS,
                null);
    }

    private static OrderDocument.TimelineEntry reached(Milestone what, long secondsLater) {
        return new OrderDocument.TimelineEntry(what, PLACED_AT.plusSeconds(secondsLater));
    }

    private static ReturnReceived returned(List<LineQuantity> items) {
        return new ReturnReceived(
                ORDER,
                "t1",
                items.stream()
                        .map(item -> new ReturnReceived.ReceivedItem(
                                item.lineId(), item.sku(), item.quantity(), 0, "RESTOCK", AMOUNTS.nothing()))
                        .toList(),
                List.of(),
                0,
                PLACED_TOTALS);
    }

    private static OrderCancelled cancelled() {
        return new OrderCancelled(ORDER, "", List.of(), PLACED_TOTALS, NOTHING);
    }

    private static OrderImported imported() {
        OrderPlaced placed = placed(true);
        return new OrderImported(
                ORDER,
                "old-shop",
                "100023",
                "CONFIRMED",
                placed.policy(),
                placed.party(),
                List.of(new OrderImported.ImportedLine(
                        placed.lines().get(0),
                        new OrderImported.Quantities(0, 2, 2, 1, 0, 1, 1, 0, 1),
                        AMOUNTS.nothing(),
                        new LineAmounts(1_000, 0, 1_000, List.of(190L)))),
                List.of(),
                List.of(),
                List.of(new OrderImported.ImportedPayment(
                        "p1",
                        "pi_1",
                        2_381,
                        0,
                        List.of(new OrderImported.ImportedCapture("c1", null, 2_381, PLACED_AT)),
                        100,
                        PLACED_AT)),
                List.of(),
                List.of(),
                Totals.stated(2_000, 0, 0, 0, 380, 2_381, 1_190, 2_381, 100, 0),
                List.of(new OrderImported.TotalDifference("grand", 2_381, 2_380)),
                null,
                null);
    }

    private Folding given(OrderEvent... events) {
        Folding folding = new Folding(null);
        for (int revision = 0; revision < events.length; revision++) {
            folding = new Folding(folding.when(revision, events[revision]));
        }
        return folding;
    }

    private final class Folding {
        private final @Nullable OrderDocument current;

        private Folding(@Nullable OrderDocument current) {
            this.current = current;
        }

        OrderDocument when(long revision, OrderEvent event) {
            EventMetadata metadata = new EventMetadata(
                    new UUID(0, revision),
                    "hash",
                    "correlation",
                    "causation",
                    new Actor(Actor.Type.SYSTEM, "test"),
                    1,
                    PLACED_AT.plusSeconds(revision),
                    null);
            return projection.fold("o1", current, new StoredEvent("o1", revision, 100 + revision, metadata, event));
        }
    }
}
