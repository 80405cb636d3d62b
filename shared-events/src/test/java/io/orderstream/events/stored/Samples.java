package io.orderstream.events.stored;

import io.orderstream.events.stored.FulfillmentShipped.Parcel;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderImported.ImportedCapture;
import io.orderstream.events.stored.OrderImported.ImportedFulfillment;
import io.orderstream.events.stored.OrderImported.ImportedItem;
import io.orderstream.events.stored.OrderImported.ImportedLine;
import io.orderstream.events.stored.OrderImported.ImportedPayment;
import io.orderstream.events.stored.OrderImported.ImportedReturn;
import io.orderstream.events.stored.OrderImported.Quantities;
import io.orderstream.events.stored.OrderImported.TotalDifference;
import io.orderstream.events.stored.OrderPlaced.Address;
import io.orderstream.events.stored.OrderPlaced.Discount;
import io.orderstream.events.stored.OrderPlaced.Line;
import io.orderstream.events.stored.OrderPlaced.Party;
import io.orderstream.events.stored.OrderPlaced.Policy;
import io.orderstream.events.stored.OrderPlaced.ShippingCharge;
import io.orderstream.events.stored.OrderPlaced.TaxRate;
import io.orderstream.events.stored.ReturnReceived.Fee;
import io.orderstream.events.stored.ReturnReceived.ReceivedItem;
import io.orderstream.events.stored.ReturnRequested.ReturnedItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One event of each type with every field filled. */
final class Samples {

    static final OrderContext ORDER = new OrderContext(
            "7K3M-9QXP-4T2W",
            "web",
            "EUR",
            "7e0c6a5e-55c5-4a0e-9c1f-3a1b5e0f9a01",
            "DE",
            "BE",
            Instant.parse("2026-03-01T09:30:00Z"));

    static final EventMetadata METADATA = new EventMetadata(
            UUID.fromString("0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e11"),
            "sha256:1f0c",
            "0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e12",
            "0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e11",
            new Actor(Actor.Type.USER, "ada"),
            1,
            Instant.parse("2026-03-01T09:30:00.123456Z"),
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    private static final String LINE_ID = "0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e21";
    private static final TaxRate VAT = new TaxRate("VAT", "DE", new BigDecimal("0.19"));
    private static final Address ADDRESS = new Address("Ada", List.of("1 Main St"), "Berlin", "BE", "10115", "DE");
    private static final LineAmounts AMOUNTS = new LineAmounts(300_000, 5_000, 295_000, List.of(56_050L));

    static final OrderPlaced PLACED = new OrderPlaced(
            ORDER,
            new Policy("HALF_EVEN", "LINE", false),
            new Party(ORDER.customerId(), "ada@example.com", "+49 30 1234", ADDRESS, ADDRESS),
            List.of(new Line(
                    LINE_ID,
                    "S18_1749",
                    "1917 Grand Touring Sedan",
                    30,
                    new BigDecimal("100.00"),
                    List.of(VAT),
                    List.of(new Discount("d1", "SPRING", "LINE", 5_000)),
                    true,
                    Map.of("colour", "red"),
                    AMOUNTS)),
            List.of(new Discount("d2", "FREESHIP", "SHIPPING", 90)),
            List.of(new ShippingCharge("s1", "standard", 490, List.of(VAT), 90, List.of(76L))),
            new Totals(300_000, 5_090, 490, 0, 56_126, 351_526, 0, 351_526, 0, 0, 0, 351_526),
            Instant.parse("2026-03-15T09:30:00Z"));

    static final OrderConfirmed CONFIRMED = new OrderConfirmed(ORDER);

    static final OrderCancelled CANCELLED = new OrderCancelled(
            ORDER,
            "customer changed their mind",
            List.of(new CancelledLine(LINE_ID, "S18_1749", 30, AMOUNTS)),
            Totals.of(300_000, 5_090, 490, 0, 56_126, 0, 0, 0, 0),
            new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));

    /** Version 1 did not say what the order amounted to before. */
    static final OrderCancelled CANCELLED_IN_VERSION_1 =
            new OrderCancelled(ORDER, CANCELLED.reason(), CANCELLED.lines(), null, CANCELLED.totals());

    static final HoldPlaced HOLD_PLACED =
            new HoldPlaced(ORDER, id(31), "FRAUD", List.of(LINE_ID), "card and address do not match");

    static final HoldReleased HOLD_RELEASED = new HoldReleased(ORDER, id(31));

    static final ShippingAddressChanged SHIPPING_ADDRESS_CHANGED = new ShippingAddressChanged(ORDER, ADDRESS);

    static final NoteAdded NOTE_ADDED = new NoteAdded(ORDER, "rings twice", "INTERNAL");

    static final LinesCancelled LINES_CANCELLED = new LinesCancelled(
            ORDER,
            "out of stock",
            List.of(new CancelledLine(
                    LINE_ID, "S18_1749", 10, new LineAmounts(100_000, 1_667, 98_333, List.of(18_683L)))),
            Totals.of(200_000, 3_423, 490, 0, 37_443, 0, 0, 0, 0));

    static final PaymentAuthorized PAYMENT_AUTHORIZED = new PaymentAuthorized(ORDER, id(41), 351_526, "pi_3Nq");

    static final PaymentCaptured PAYMENT_CAPTURED = new PaymentCaptured(
            ORDER, id(41), id(42), "ch_3Nq", 351_526, Totals.of(300_000, 5_090, 490, 0, 56_126, 0, 351_526, 0, 0));

    /** Version 1 did not say what the provider calls a capture. */
    static final PaymentCaptured CAPTURED_IN_VERSION_1 =
            new PaymentCaptured(ORDER, id(41), id(42), null, 351_526, PAYMENT_CAPTURED.totals());

    static final PaymentVoided PAYMENT_VOIDED = new PaymentVoided(ORDER, id(41), 351_526);

    private static final List<RefundAllocation> ALLOCATIONS = List.of(new RefundAllocation(id(41), 12_278));
    private static final List<CreditedLine> CREDITED =
            List.of(new CreditedLine(LINE_ID, "S18_1749", 1, new LineAmounts(10_000, 167, 9_833, List.of(1_868L))));

    static final RefundRequested REFUND_REQUESTED = new RefundRequested(
            ORDER,
            id(51),
            "GRANT",
            12_278,
            ALLOCATIONS,
            CREDITED,
            476,
            101,
            "arrived late",
            Totals.of(300_000, 5_090, 490, 0, 56_126, 12_278, 351_526, 0, 12_278));

    static final RefundSucceeded REFUND_SUCCEEDED = new RefundSucceeded(
            ORDER,
            id(51),
            "GRANT",
            12_278,
            ALLOCATIONS,
            Totals.of(300_000, 5_090, 490, 0, 56_126, 12_278, 351_526, 12_278, 0));

    static final RefundFailed REFUND_FAILED = new RefundFailed(
            ORDER,
            id(51),
            "GRANT",
            12_278,
            ALLOCATIONS,
            CREDITED,
            476,
            "account closed",
            Totals.of(300_000, 5_090, 490, 0, 56_126, 0, 351_526, 0, 0));

    static final OrderCompleted COMPLETED =
            new OrderCompleted(ORDER, Instant.parse("2026-03-09T10:00:00Z"), Instant.parse("2026-04-08T10:00:00Z"));

    private static final List<LineQuantity> TEN = List.of(new LineQuantity(LINE_ID, "S18_1749", 10));

    static final FulfillmentAllocated FULFILLMENT_ALLOCATED = new FulfillmentAllocated(ORDER, id(61), "berlin-2", TEN);

    static final FulfillmentCancelled FULFILLMENT_CANCELLED = new FulfillmentCancelled(ORDER, id(61), TEN);

    static final FulfillmentShipped FULFILLMENT_SHIPPED = new FulfillmentShipped(
            ORDER, id(61), "berlin-2", TEN, List.of(new Parcel("DHL", "00340434161094022115", TEN)));

    static final FulfillmentDelivered FULFILLMENT_DELIVERED =
            new FulfillmentDelivered(ORDER, id(61), TEN, Instant.parse("2026-03-05T14:10:00Z"));

    static final ReturnRequested RETURN_REQUESTED =
            new ReturnRequested(ORDER, id(71), List.of(new ReturnedItem(LINE_ID, "S18_1749", 10, "wrong colour")));

    static final ReturnApproved RETURN_APPROVED = new ReturnApproved(ORDER, id(71));

    static final ReturnDeclined RETURN_DECLINED = new ReturnDeclined(ORDER, id(71), TEN, "too late");

    static final ReturnCancelled RETURN_CANCELLED = new ReturnCancelled(ORDER, id(71), TEN);

    static final ReturnReceived RETURN_RECEIVED = new ReturnReceived(
            ORDER,
            id(71),
            List.of(new ReceivedItem(
                    LINE_ID, "S18_1749", 10, 10, "RESTOCK", new LineAmounts(100_000, 1_667, 98_333, List.of(18_683L)))),
            List.of(new Fee("RESTOCKING", 500)),
            117_016,
            Totals.of(300_000, 5_090, 490, 500, 56_126, 117_016, 351_526, 0, 0));

    static final OrderImported IMPORTED = new OrderImported(
            ORDER,
            "old-shop",
            "100023",
            "COMPLETED",
            PLACED.policy(),
            PLACED.party(),
            List.of(new ImportedLine(
                    PLACED.lines().get(0),
                    new Quantities(10, 20, 20, 20, 3, 5, 4, 1, 5),
                    new LineAmounts(100_000, 1_667, 98_333, List.of(18_683L)),
                    new LineAmounts(50_000, 833, 49_167, List.of(9_342L)))),
            PLACED.discounts(),
            PLACED.shippingCharges(),
            List.of(new ImportedPayment(
                    id(41),
                    "pi_3Nq",
                    250_000,
                    15_490,
                    List.of(new ImportedCapture(id(42), "ch_3Nq", 234_510, Instant.parse("2026-03-02T08:00:00Z"))),
                    58_509,
                    ORDER.placedAt())),
            List.of(new ImportedFulfillment(
                    id(61),
                    "berlin-2",
                    List.of(new ImportedItem(LINE_ID, "S18_1749", 20, 20, 20)),
                    Instant.parse("2026-03-02T09:00:00Z"),
                    Instant.parse("2026-03-03T09:00:00Z"),
                    Instant.parse("2026-03-05T14:10:00Z"))),
            List.of(new ImportedReturn(id(71), List.of(new ReturnedItem(LINE_ID, "S18_1749", 3, "wrong colour")))),
            Totals.stated(200_000, 3_423, 490, 0, 37_443, 234_511, 58_509, 234_510, 58_509, 0),
            List.of(new TotalDifference("grand", 234_511, 234_510)),
            Instant.parse("2026-03-09T10:00:00Z"),
            Instant.parse("2026-04-08T10:00:00Z"));

    /** Version 1 did not say what the provider calls a capture. */
    static final OrderImported IMPORTED_IN_VERSION_1 = new OrderImported(
            ORDER,
            IMPORTED.source(),
            IMPORTED.externalId(),
            IMPORTED.lifecycle(),
            IMPORTED.policy(),
            IMPORTED.party(),
            IMPORTED.lines(),
            IMPORTED.discounts(),
            IMPORTED.shippingCharges(),
            List.of(new ImportedPayment(
                    id(41),
                    "pi_3Nq",
                    250_000,
                    15_490,
                    List.of(new ImportedCapture(id(42), null, 234_510, Instant.parse("2026-03-02T08:00:00Z"))),
                    58_509,
                    ORDER.placedAt())),
            IMPORTED.fulfillments(),
            IMPORTED.returns(),
            IMPORTED.totals(),
            IMPORTED.differences(),
            IMPORTED.completedAt(),
            IMPORTED.returnsUntil());

    static final List<OrderEvent> ALL = List.of(
            PLACED,
            IMPORTED,
            CONFIRMED,
            CANCELLED,
            HOLD_PLACED,
            HOLD_RELEASED,
            SHIPPING_ADDRESS_CHANGED,
            NOTE_ADDED,
            LINES_CANCELLED,
            PAYMENT_AUTHORIZED,
            PAYMENT_CAPTURED,
            PAYMENT_VOIDED,
            REFUND_REQUESTED,
            REFUND_SUCCEEDED,
            REFUND_FAILED,
            COMPLETED,
            FULFILLMENT_ALLOCATED,
            FULFILLMENT_CANCELLED,
            FULFILLMENT_SHIPPED,
            FULFILLMENT_DELIVERED,
            RETURN_REQUESTED,
            RETURN_APPROVED,
            RETURN_DECLINED,
            RETURN_CANCELLED,
            RETURN_RECEIVED);

    /** What is read of old versions, where it is not what is written now. */
    static final List<OrderEvent> OF_OLD_VERSIONS =
            List.of(CANCELLED_IN_VERSION_1, CAPTURED_IN_VERSION_1, IMPORTED_IN_VERSION_1);

    /** The event in its current version, beside {@link #METADATA} otherwise. */
    static EncodedEvent encode(EventCodec codec, OrderEvent event) {
        return codec.encode(event, metadata(codec.schemaVersion(event)));
    }

    /** {@link #METADATA} of another version. */
    static EventMetadata metadata(int schemaVersion) {
        return new EventMetadata(
                METADATA.commandId(),
                METADATA.requestHash(),
                METADATA.correlationId(),
                METADATA.causationId(),
                METADATA.actor(),
                schemaVersion,
                METADATA.occurredAt(),
                METADATA.traceparent());
    }

    private static String id(int number) {
        return "0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e" + number;
    }

    private Samples() {}
}
