package io.orderstream.readmodel;

import io.orderstream.events.stored.CreditedLine;
import io.orderstream.events.stored.FulfillmentAllocated;
import io.orderstream.events.stored.FulfillmentCancelled;
import io.orderstream.events.stored.FulfillmentDelivered;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.HoldReleased;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.LineQuantity;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.PaymentCaptured;
import io.orderstream.events.stored.RefundFailed;
import io.orderstream.events.stored.RefundRequested;
import io.orderstream.events.stored.RefundSucceeded;
import io.orderstream.events.stored.ReturnCancelled;
import io.orderstream.events.stored.ReturnReceived;
import io.orderstream.events.stored.ReturnReceived.ReceivedItem;
import io.orderstream.events.stored.ReturnRequested;
import io.orderstream.events.stored.ReturnRequested.ReturnedItem;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order that records what happens to it: two lines, {@code l1} with units of {@code A} and {@code l2}, which is not
 * shipped, with one of {@code B}. A unit is worth 10.00 and 1.90 tax; shipping costs 5.00 and 0.95 tax.
 */
public final class TestOrder {

    public static final Instant PLACED_AT = Instant.parse("2026-03-01T09:30:00Z");

    private static final Duration LATER = Duration.ofHours(1);

    private final TestLog log;
    private final String id;
    private OrderContext context;
    private long unitsOfA = 2;
    private Totals totals = Totals.of(0, 0, 0, 0, 0, 0, 0, 0, 0);
    private Instant now = PLACED_AT;

    public TestOrder(TestLog log, String id) {
        this.log = log;
        this.id = id;
        this.context = new OrderContext("N-" + id, "web", "EUR", "c1", "DE", "BE", PLACED_AT);
    }

    public TestOrder placedAt(Instant at) {
        return in(context.channel(), context.currency(), context.customerId(), context.country(), at);
    }

    public TestOrder of(@Nullable String customer) {
        return in(context.channel(), context.currency(), customer, context.country(), context.placedAt());
    }

    public TestOrder in(String channel, String currency, @Nullable String country) {
        return in(channel, currency, context.customerId(), country, context.placedAt());
    }

    public TestOrder units(long units) {
        unitsOfA = units;
        return this;
    }

    /** From now on things happen then. */
    public TestOrder at(Instant moment) {
        now = moment;
        return this;
    }

    private TestOrder in(
            String channel, String currency, @Nullable String customer, @Nullable String country, Instant at) {
        context = new OrderContext(context.number(), channel, currency, customer, country, "BE", at);
        return this;
    }

    public Totals totals() {
        return totals;
    }

    public TestOrder placed() {
        totals = Totals.of(1_000 * (unitsOfA + 1), 0, 500, 0, 190 * (unitsOfA + 1) + 95, 0, 0, 0, 0);
        return record(new OrderPlaced(
                context,
                new OrderPlaced.Policy("HALF_EVEN", "LINE", false),
                new OrderPlaced.Party(context.customerId(), "ada@example.com", null, null, null),
                List.of(line("l1", "A", unitsOfA, true), line("l2", "B", 1, false)),
                List.of(),
                List.of(new OrderPlaced.ShippingCharge("s1", "standard", 500, List.of(), 0, List.of(95L))),
                totals,
                null));
    }

    private static OrderPlaced.Line line(String lineId, String sku, long units, boolean requiresShipping) {
        return new OrderPlaced.Line(
                lineId,
                sku,
                "Thing " + sku,
                units,
                new BigDecimal("10.00"),
                List.of(new OrderPlaced.TaxRate("VAT", null, new BigDecimal("0.19"))),
                List.of(),
                requiresShipping,
                Map.of(),
                worth(units));
    }

    private static LineAmounts worth(long units) {
        return new LineAmounts(1_000 * units, 0, 1_000 * units, List.of(190 * units));
    }

    public TestOrder confirmed() {
        return record(new OrderConfirmed(context));
    }

    public TestOrder cancelledUnits(long units) {
        totals = totals.cancelled(worth(units));
        return record(
                new LinesCancelled(context, "", List.of(new CancelledLine("l1", "A", units, worth(units))), totals));
    }

    /** Takes off everything; {@code unitsLeft} of {@code A} and all of {@code B}. */
    public TestOrder cancelled(long unitsLeft) {
        Totals before = totals;
        totals = totals.allCancelled();
        return record(new OrderCancelled(context, "", cancelledLines(unitsLeft), before, totals));
    }

    /** The same as it was recorded in version 1, which did not say what the order amounted to before. */
    public TestOrder cancelledInVersion1(long unitsLeft) {
        totals = totals.allCancelled();
        return record(new OrderCancelled(context, "", cancelledLines(unitsLeft), null, totals));
    }

    private static List<CancelledLine> cancelledLines(long unitsLeft) {
        return List.of(
                new CancelledLine("l1", "A", unitsLeft, worth(unitsLeft)), new CancelledLine("l2", "B", 1, worth(1)));
    }

    public TestOrder captured(long amount) {
        totals = totals.captured(amount);
        return record(new PaymentCaptured(context, "p1", "c1", null, amount, totals));
    }

    public TestOrder grantRequested(long units) {
        long amount = 1_190 * units;
        totals = totals.refundRequested(amount, amount);
        return record(
                new RefundRequested(context, "r1", "GRANT", amount, List.of(), credited(units), 0, 0, "", totals));
    }

    public TestOrder settlementRequested(long amount) {
        totals = totals.refundRequested(amount, 0);
        return record(new RefundRequested(context, "r2", "SETTLE", amount, List.of(), List.of(), 0, 0, "", totals));
    }

    public TestOrder refundSucceeded(String kind, long amount) {
        totals = totals.refundSucceeded(amount);
        return record(new RefundSucceeded(context, "r1", kind, amount, List.of(), totals));
    }

    public TestOrder grantFailed(long units) {
        long amount = 1_190 * units;
        totals = totals.refundFailed(amount, amount);
        return record(
                new RefundFailed(context, "r1", "GRANT", amount, List.of(), credited(units), 0, "closed", totals));
    }

    public TestOrder settlementFailed(long amount) {
        totals = totals.refundFailed(amount, 0);
        return record(new RefundFailed(context, "r2", "SETTLE", amount, List.of(), List.of(), 0, "closed", totals));
    }

    private static List<CreditedLine> credited(long units) {
        return List.of(new CreditedLine("l1", "A", units, worth(units)));
    }

    public TestOrder held(String holdId) {
        return record(new HoldPlaced(context, holdId, "FRAUD", List.of(), ""));
    }

    public TestOrder released(String holdId) {
        return record(new HoldReleased(context, holdId));
    }

    public TestOrder allocated(long units) {
        return record(new FulfillmentAllocated(context, "f1", "berlin", items(units)));
    }

    public TestOrder allocationCancelled(long units) {
        return record(new FulfillmentCancelled(context, "f1", items(units)));
    }

    public TestOrder shipped(long units) {
        return record(new FulfillmentShipped(context, "f1", "berlin", items(units), List.of()));
    }

    public TestOrder delivered(long units, Instant at) {
        return record(new FulfillmentDelivered(context, "f1", items(units), at));
    }

    public TestOrder returnRequested(long units) {
        return record(new ReturnRequested(context, "t1", List.of(new ReturnedItem("l1", "A", units, ""))));
    }

    public TestOrder returnCancelled(long units) {
        return record(new ReturnCancelled(context, "t1", items(units)));
    }

    public TestOrder returnReceived(long units, long fee) {
        totals = totals.returned(1_190 * units, fee);
        List<ReceivedItem> items = List.of(new ReceivedItem("l1", "A", units, units, "RESTOCK", worth(units)));
        List<ReturnReceived.Fee> fees = List.of(new ReturnReceived.Fee("RESTOCKING", fee));
        return record(new ReturnReceived(context, "t1", items, fees, 1_190 * units, totals));
    }

    private static List<LineQuantity> items(long units) {
        return List.of(new LineQuantity("l1", "A", units));
    }

    /** Takes over an order whose units of {@code A} are: one cancelled, two delivered and one of these returned. */
    public TestOrder imported(Instant shippedAt, Instant deliveredAt) {
        unitsOfA = 4;
        totals = Totals.stated(4_000, 0, 500, 50, 855, 5_405, 1_190, 5_405, 1_000, 0);
        OrderImported.Quantities ofA = new OrderImported.Quantities(1, 2, 2, 2, 0, 1, 1, 0, 1);
        OrderImported.Quantities ofB = new OrderImported.Quantities(0, 0, 0, 0, 0, 0, 0, 0, 0);
        return record(new OrderImported(
                context,
                "old-shop",
                "100023",
                "CONFIRMED",
                new OrderPlaced.Policy("HALF_EVEN", "LINE", false),
                new OrderPlaced.Party(null, null, null, null, null),
                List.of(
                        new OrderImported.ImportedLine(line("l1", "A", 4, true), ofA, worth(1), worth(1)),
                        new OrderImported.ImportedLine(line("l2", "B", 1, false), ofB, worth(0), worth(0))),
                List.of(),
                List.of(),
                List.of(),
                List.of(new OrderImported.ImportedFulfillment(
                        "f1",
                        "berlin",
                        List.of(new OrderImported.ImportedItem("l1", "A", 2, 2, 2)),
                        shippedAt,
                        shippedAt,
                        deliveredAt)),
                List.of(),
                totals,
                List.of(),
                null,
                null));
    }

    private TestOrder record(OrderEvent event) {
        log.record(id, event, now);
        now = now.plus(LATER);
        return this;
    }
}
