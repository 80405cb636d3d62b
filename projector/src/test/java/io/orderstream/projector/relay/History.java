package io.orderstream.projector.relay;

import io.orderstream.events.stored.Actor;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.FulfillmentAllocated;
import io.orderstream.events.stored.FulfillmentCancelled;
import io.orderstream.events.stored.FulfillmentDelivered;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.FulfillmentShipped.Parcel;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.HoldReleased;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.LineQuantity;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.NoteAdded;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderCompleted;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderImported.ImportedCapture;
import io.orderstream.events.stored.OrderImported.ImportedFulfillment;
import io.orderstream.events.stored.OrderImported.ImportedItem;
import io.orderstream.events.stored.OrderImported.ImportedLine;
import io.orderstream.events.stored.OrderImported.ImportedPayment;
import io.orderstream.events.stored.OrderImported.Quantities;
import io.orderstream.events.stored.OrderImported.TotalDifference;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.PaymentAuthorized;
import io.orderstream.events.stored.PaymentCaptured;
import io.orderstream.events.stored.PaymentVoided;
import io.orderstream.events.stored.RefundAllocation;
import io.orderstream.events.stored.RefundFailed;
import io.orderstream.events.stored.RefundRequested;
import io.orderstream.events.stored.RefundSucceeded;
import io.orderstream.events.stored.ReturnApproved;
import io.orderstream.events.stored.ReturnCancelled;
import io.orderstream.events.stored.ReturnDeclined;
import io.orderstream.events.stored.ReturnReceived;
import io.orderstream.events.stored.ReturnReceived.Fee;
import io.orderstream.events.stored.ReturnReceived.ReceivedItem;
import io.orderstream.events.stored.ReturnRequested;
import io.orderstream.events.stored.ReturnRequested.ReturnedItem;
import io.orderstream.events.stored.ShippingAddressChanged;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What happens to three orders, so that every type of stored event occurs. Whatever in it is personal or free text holds
 * {@link #PERSONAL}.
 */
public final class History {

    static final String PERSONAL = "Lovelace";

    private static final Instant PLACED_AT = Instant.parse("2026-03-01T09:30:00Z");
    private static final OrderContext ORDER = new OrderContext(
            "7K3M-9QXP-4T2W", "web", "EUR", "7e0c6a5e-55c5-4a0e-9c1f-3a1b5e0f9a01", "DE", "BE", PLACED_AT);
    private static final String PRIVATE = "because of Ms " + PERSONAL;
    private static final String L1 = id(21);
    private static final String L2 = id(22);
    private static final String SEDAN = "S18_1749";
    private static final String BIKE = "S10_1678";
    private static final Totals PLACED = Totals.of(340_00, 5_00, 4_90, 0, 64_58, 0, 0, 0, 0);

    private History() {}

    /** An order that is shipped, delivered, and partly returned and refunded. */
    public static List<StoredEvent> ofOneDelivered() {
        List<LineQuantity> both = List.of(sedans(3), new LineQuantity(L2, BIKE, 1));
        LineAmounts bike = new LineAmounts(20_00, 0, 20_00, List.of(3_80L));
        Totals sold = PLACED.cancelled(bike);
        Totals paid = sold.captured(380_68);
        Totals returned = paid.returned(117_01, 5_00);
        Totals refunding = returned.refundRequested(112_01, 0);
        List<RefundAllocation> allocations = List.of(new RefundAllocation(id(41), 112_01));
        return stored(
                id(11),
                placed(),
                new HoldPlaced(ORDER, id(31), "FRAUD", List.of(L1), PRIVATE),
                new NoteAdded(ORDER, PRIVATE, "INTERNAL"),
                new HoldReleased(ORDER, id(31)),
                new ShippingAddressChanged(ORDER, address("BB")),
                new OrderConfirmed(ORDER),
                new LinesCancelled(ORDER, PRIVATE, List.of(new CancelledLine(L2, BIKE, 1, bike)), sold),
                new PaymentAuthorized(ORDER, id(41), 404_48, "psp-" + PERSONAL),
                new FulfillmentAllocated(ORDER, id(51), "berlin-1", both),
                new FulfillmentCancelled(ORDER, id(51), both),
                new FulfillmentAllocated(ORDER, id(52), "hamburg-2", both),
                new PaymentCaptured(ORDER, id(41), id(42), PERSONAL, 380_68, paid),
                new PaymentVoided(ORDER, id(41), 23_80),
                new FulfillmentShipped(
                        ORDER, id(52), "hamburg-2", both, List.of(new Parcel("DHL", "JJD-" + PERSONAL, both))),
                new FulfillmentDelivered(ORDER, id(52), both, PLACED_AT.plusSeconds(172_800)),
                new OrderCompleted(ORDER, PLACED_AT.plusSeconds(172_900), PLACED_AT.plusSeconds(2_764_900)),
                new ReturnRequested(ORDER, id(61), List.of(new ReturnedItem(L1, SEDAN, 1, PRIVATE))),
                new ReturnDeclined(ORDER, id(61), List.of(sedans(1)), PRIVATE),
                new ReturnRequested(ORDER, id(62), List.of(new ReturnedItem(L1, SEDAN, 2, PRIVATE))),
                new ReturnApproved(ORDER, id(62)),
                new ReturnReceived(
                        ORDER,
                        id(62),
                        List.of(new ReceivedItem(
                                L1, SEDAN, 1, 1, "RESTOCK", new LineAmounts(100_00, 1_67, 98_33, List.of(18_68L)))),
                        List.of(new Fee("return-label", 5_00)),
                        117_01,
                        returned),
                new ReturnCancelled(ORDER, id(62), List.of(sedans(1))),
                new RefundRequested(ORDER, id(71), "SETTLE", 112_01, allocations, List.of(), 0, 0, PRIVATE, refunding),
                new RefundFailed(ORDER, id(71), "SETTLE", 112_01, allocations, List.of(), 0, PRIVATE, returned),
                new RefundRequested(ORDER, id(72), "SETTLE", 112_01, allocations, List.of(), 0, 0, PRIVATE, refunding),
                new RefundSucceeded(ORDER, id(72), "SETTLE", 112_01, allocations, refunding.refundSucceeded(112_01)));
    }

    /** An order that is cancelled. */
    public static List<StoredEvent> ofOneCancelled() {
        return stored(
                id(12),
                placed(),
                new OrderCancelled(
                        ORDER,
                        PRIVATE,
                        List.of(
                                new CancelledLine(L1, SEDAN, 3, sedansWorth()),
                                new CancelledLine(L2, BIKE, 2, bikesWorth())),
                        PLACED,
                        PLACED.allCancelled()));
    }

    /** An order of another system, which had shipped a part of it. */
    public static List<StoredEvent> ofOneImported() {
        OrderPlaced placed = placed();
        LineAmounts nothing = new LineAmounts(0, 0, 0, List.of(0L));
        return stored(
                id(13),
                new OrderImported(
                        ORDER,
                        "old-shop",
                        "100023",
                        "CONFIRMED",
                        placed.policy(),
                        placed.party(),
                        List.of(
                                new ImportedLine(
                                        placed.lines().get(0),
                                        new Quantities(0, 3, 1, 0, 0, 0, 0, 0, 0),
                                        nothing,
                                        nothing),
                                new ImportedLine(
                                        placed.lines().get(1),
                                        new Quantities(0, 0, 0, 0, 0, 0, 0, 0, 0),
                                        nothing,
                                        nothing)),
                        List.of(),
                        placed.shippingCharges(),
                        List.of(new ImportedPayment(
                                id(41),
                                "psp-" + PERSONAL,
                                404_49,
                                0,
                                List.of(new ImportedCapture(id(42), PERSONAL, 404_49, PLACED_AT)),
                                0,
                                PLACED_AT)),
                        List.of(new ImportedFulfillment(
                                id(51),
                                "berlin-1",
                                List.of(new ImportedItem(L1, SEDAN, 3, 1, 0)),
                                PLACED_AT,
                                PLACED_AT,
                                null)),
                        List.of(),
                        Totals.stated(340_00, 5_00, 4_90, 0, 64_58, 404_49, 0, 404_49, 0, 0),
                        List.of(new TotalDifference("grand", 404_49, 404_48)),
                        null,
                        null));
    }

    private static List<StoredEvent> stored(String orderId, OrderEvent... events) {
        EventCodec codec = new EventCodec();
        List<StoredEvent> stored = new ArrayList<>();
        for (int revision = 0; revision < events.length; revision++) {
            EventMetadata metadata = new EventMetadata(
                    new UUID(0, revision),
                    "hash",
                    "correlation",
                    "causation",
                    new Actor(Actor.Type.USER, PERSONAL),
                    codec.schemaVersion(events[revision]),
                    PLACED_AT.plusSeconds(revision * 60L),
                    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
            stored.add(new StoredEvent(orderId, revision, 100 + revision, metadata, events[revision]));
        }
        return stored;
    }

    private static OrderPlaced placed() {
        OrderPlaced.TaxRate vat = new OrderPlaced.TaxRate("VAT", "DE", new BigDecimal("0.19"));
        return new OrderPlaced(
                ORDER,
                new OrderPlaced.Policy("HALF_EVEN", "LINE", false),
                new OrderPlaced.Party(
                        ORDER.customerId(),
                        PERSONAL + "@example.com",
                        PERSONAL + " 1234",
                        address("BE"),
                        address("BE")),
                List.of(
                        new OrderPlaced.Line(
                                L1,
                                SEDAN,
                                "1917 Grand Touring Sedan",
                                3,
                                new BigDecimal("100.00"),
                                List.of(vat),
                                List.of(new OrderPlaced.Discount("d1", "SPRING", "LINE", 5_00)),
                                true,
                                Map.of("engraving", PERSONAL),
                                sedansWorth()),
                        new OrderPlaced.Line(
                                L2,
                                BIKE,
                                null,
                                2,
                                new BigDecimal("20.00"),
                                List.of(vat),
                                List.of(),
                                true,
                                Map.of(),
                                bikesWorth())),
                List.of(),
                List.of(new OrderPlaced.ShippingCharge("s1", "standard", 4_90, List.of(vat), 0, List.of(93L))),
                PLACED,
                PLACED_AT.plusSeconds(1_209_600));
    }

    private static LineAmounts sedansWorth() {
        return new LineAmounts(300_00, 5_00, 295_00, List.of(56_05L));
    }

    private static LineAmounts bikesWorth() {
        return new LineAmounts(40_00, 0, 40_00, List.of(7_60L));
    }

    private static OrderPlaced.Address address(String region) {
        return new OrderPlaced.Address(
                "Ada " + PERSONAL, List.of(PERSONAL + " St 1"), PERSONAL + "stadt", region, PERSONAL + "-10115", "DE");
    }

    private static LineQuantity sedans(long quantity) {
        return new LineQuantity(L1, SEDAN, quantity);
    }

    private static String id(int n) {
        return "0195a1c4-7c1e-7a50-8d3e-0c6f0b2a4e" + n;
    }
}
