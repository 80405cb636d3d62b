package io.orderstream.readmodel.order;

import io.orderstream.readmodel.ReadModelDocument;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order as people watch it. Amounts are minor units of its currency; times are kept to the millisecond.
 *
 * @param id the order's id
 * @param position the log position of the last event folded in
 * @param revision the revision of that event in the order's stream
 * @param updatedAt when that event occurred
 * @param country where it goes; with {@code region} the shipping address of today
 * @param imported where it came from, if it was imported
 * @param timeline the milestones it came to, each once, by when that was
 */
public record OrderDocument(
        String id,
        long position,
        long revision,
        String number,
        String channel,
        String currency,
        @Nullable String customerId,
        @Nullable String country,
        @Nullable String region,
        Instant placedAt,
        Instant updatedAt,
        String lifecycle,
        PaymentStatus paymentStatus,
        FulfilmentStatus fulfilmentStatus,
        ReturnStatus returnStatus,
        Policy policy,
        Party party,
        List<Line> lines,
        List<Discount> discounts,
        List<ShippingCharge> shippingCharges,
        List<Hold> holds,
        List<Payment> payments,
        List<Refund> refunds,
        List<Fulfillment> fulfillments,
        List<Return> returns,
        List<Note> notes,
        Totals totals,
        @Nullable Instant paymentDueAt,
        @Nullable Instant completedAt,
        @Nullable Instant returnsUntil,
        @Nullable String cancelReason,
        @Nullable Imported imported,
        List<TimelineEntry> timeline)
        implements ReadModelDocument {

    private static final int USUAL_PARTS = 20;

    /** An order of a few lines and shipments weighs one; one of hundreds of lines as much as many. */
    @Override
    public int weight() {
        int parts = Stream.of(
                        lines,
                        discounts,
                        shippingCharges,
                        holds,
                        payments,
                        refunds,
                        fulfillments,
                        returns,
                        notes,
                        timeline)
                .mapToInt(List::size)
                .sum();
        return Math.ceilDiv(parts + 1, USUAL_PARTS);
    }

    /** When an order came to a milestone, to the millisecond: as it is stored, so that the order of entries is too. */
    public record TimelineEntry(Milestone what, Instant at) {

        public TimelineEntry {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /**
     * Where an order came from that another system began.
     *
     * @param externalId what it is called there
     * @param importedAt when it was taken over
     * @param differences where its totals, kept as the other system stated them then, were not what ours would be
     */
    public record Imported(String source, String externalId, Instant importedAt, List<TotalDifference> differences) {}

    /** A total by its name, as the other system stated it and as we would. */
    public record TotalDifference(String total, long stated, long computed) {}

    /**
     * Something that keeps lines back.
     *
     * @param lineIds the lines it covers; none for the whole order
     * @param releasedAt when it ended, if it did
     */
    public record Hold(
            String holdId,
            String type,
            List<String> lineIds,
            String reason,
            Instant placedAt,
            @Nullable Instant releasedAt) {

        Hold released(Instant at) {
            return new Hold(holdId, type, lineIds, reason, placedAt, at);
        }
    }

    /**
     * A payment as its provider reported it.
     *
     * @param released what was voided of the authorization
     * @param pendingRefunds what refunds under way pay back
     */
    public record Payment(
            String paymentId,
            String reference,
            long authorized,
            long released,
            long captured,
            long refunded,
            long pendingRefunds,
            List<Capture> captures,
            Instant authorizedAt,
            @Nullable Instant voidedAt) {

        Payment capture(Capture capture) {
            return new Payment(
                    paymentId,
                    reference,
                    authorized,
                    released,
                    captured + capture.amount(),
                    refunded,
                    pendingRefunds,
                    Stream.concat(captures.stream(), Stream.of(capture)).toList(),
                    authorizedAt,
                    voidedAt);
        }

        Payment voided(long amount, Instant at) {
            return new Payment(
                    paymentId,
                    reference,
                    authorized,
                    amount,
                    captured,
                    refunded,
                    pendingRefunds,
                    captures,
                    authorizedAt,
                    at);
        }

        Payment refund(long underWay, long paidBack) {
            return new Payment(
                    paymentId,
                    reference,
                    authorized,
                    released,
                    captured,
                    refunded + paidBack,
                    pendingRefunds + underWay,
                    captures,
                    authorizedAt,
                    voidedAt);
        }
    }

    /** Money that came in. */
    public record Capture(String captureId, long amount, Instant capturedAt) {}

    /**
     * Money that is paid back.
     *
     * @param kind {@code SETTLE} or {@code GRANT}
     * @param status {@code PENDING}, {@code SUCCEEDED} or {@code FAILED}
     * @param decidedAt when it succeeded or failed
     * @param failure why it failed, if it did
     */
    public record Refund(
            String refundId,
            String kind,
            String status,
            long amount,
            List<Allocation> allocations,
            List<CreditedLine> lines,
            long shipping,
            long adjustment,
            String reason,
            Instant requestedAt,
            @Nullable Instant decidedAt,
            @Nullable String failure) {

        Refund decided(String how, Instant at, @Nullable String why) {
            return new Refund(
                    refundId,
                    kind,
                    how,
                    amount,
                    allocations,
                    lines,
                    shipping,
                    adjustment,
                    reason,
                    requestedAt,
                    at,
                    why);
        }
    }

    /** What of a refund goes back to a payment. */
    public record Allocation(String paymentId, long amount) {}

    /** What was credited of a line. */
    public record CreditedLine(String lineId, String sku, long quantity, LineAmounts amounts) {}

    /**
     * Quantities that are shipped together.
     *
     * @param shippedAt when the first of it was handed to a carrier
     * @param deliveredAt when the last of it arrived so far
     */
    public record Fulfillment(
            String fulfillmentId,
            String location,
            List<FulfillmentItem> items,
            List<Parcel> parcels,
            Instant allocatedAt,
            @Nullable Instant shippedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant cancelledAt) {

        Fulfillment shipped(List<FulfillmentItem> now, List<Parcel> sent, Instant at) {
            return new Fulfillment(
                    fulfillmentId,
                    location,
                    now,
                    Stream.concat(parcels.stream(), sent.stream()).toList(),
                    allocatedAt,
                    shippedAt == null ? at : shippedAt,
                    deliveredAt,
                    cancelledAt);
        }

        Fulfillment delivered(List<FulfillmentItem> now, Instant at) {
            return new Fulfillment(
                    fulfillmentId, location, now, parcels, allocatedAt, shippedAt, later(at), cancelledAt);
        }

        private Instant later(Instant at) {
            return deliveredAt == null || at.isAfter(deliveredAt) ? at : deliveredAt;
        }

        Fulfillment cancelled(Instant at) {
            return new Fulfillment(fulfillmentId, location, items, parcels, allocatedAt, shippedAt, deliveredAt, at);
        }
    }

    /** How far a line of a fulfilment is. */
    public record FulfillmentItem(String lineId, String sku, long allocated, long shipped, long delivered) {

        FulfillmentItem ship(long quantity) {
            return new FulfillmentItem(lineId, sku, allocated, shipped + quantity, delivered);
        }

        FulfillmentItem deliver(long quantity) {
            return new FulfillmentItem(lineId, sku, allocated, shipped, delivered + quantity);
        }
    }

    /** One parcel, with what is in it as far as that is known. */
    public record Parcel(String carrier, @Nullable String tracking, List<Item> items, Instant shippedAt) {}

    /** A quantity of a line. */
    public record Item(String lineId, String sku, long quantity) {}

    /**
     * Goods that come back.
     *
     * @param status {@code REQUESTED}, {@code APPROVED}, {@code DECLINED}, {@code CANCELLED} or {@code RECEIVED}
     * @param received what came back so far
     * @param credit what was credited for that, before fees
     * @param updatedAt when anything last happened to it
     */
    public record Return(
            String returnId,
            String status,
            List<ReturnItem> items,
            List<ReceivedItem> received,
            List<Fee> fees,
            long credit,
            Instant requestedAt,
            Instant updatedAt) {

        Return with(String changed, Instant at) {
            return new Return(returnId, changed, items, received, fees, credit, requestedAt, at);
        }

        Return receive(List<ReceivedItem> came, List<Fee> charged, long credited, Instant at) {
            List<ReceivedItem> all =
                    Stream.concat(received.stream(), came.stream()).toList();
            long expected = items.stream().mapToLong(ReturnItem::quantity).sum();
            boolean complete = all.stream().mapToLong(ReceivedItem::quantity).sum() == expected;
            return new Return(
                    returnId,
                    complete ? "RECEIVED" : status,
                    items,
                    all,
                    Stream.concat(fees.stream(), charged.stream()).toList(),
                    credit + credited,
                    requestedAt,
                    at);
        }
    }

    /** What is to come back, and why. */
    public record ReturnItem(String lineId, String sku, long quantity, String reason) {}

    /** What came back; {@code disposition} is {@code RESTOCK} or {@code WRITE_OFF}. */
    public record ReceivedItem(
            String lineId, String sku, long quantity, long credited, String disposition, LineAmounts amounts) {}

    /** What the customer pays for a return. */
    public record Fee(String code, long amount) {}

    /** What somebody wrote down; {@code visibility} says who may read it. */
    public record Note(String text, String visibility, String author, Instant writtenAt) {}

    /** How the order's money is computed. */
    public record Policy(String rounding, String taxLevel, boolean pricesIncludeTax) {}

    /** Who the order is for; all personal data stands here. */
    public record Party(
            @Nullable String customerId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Address billing,
            @Nullable Address shipping) {

        Party withShipping(Address changed) {
            return new Party(customerId, email, phone, billing, changed);
        }
    }

    /** A postal address. */
    public record Address(
            String name,
            List<String> lines,
            String city,
            @Nullable String region,
            @Nullable String postalCode,
            String country) {}

    /**
     * A line with its quantities.
     *
     * @param unitPrice a plain decimal number
     * @param amounts what the whole quantity ordered is worth
     */
    public record Line(
            String lineId,
            String sku,
            @Nullable String name,
            String unitPrice,
            List<TaxRate> taxRates,
            List<Discount> discounts,
            boolean requiresShipping,
            Map<String, String> attributes,
            LineAmounts amounts,
            Quantities quantities) {

        Line withQuantities(Quantities changed) {
            return new Line(
                    lineId, sku, name, unitPrice, taxRates, discounts, requiresShipping, attributes, amounts, changed);
        }
    }

    /** A tax rate; {@code rate} is a plain decimal fraction. */
    public record TaxRate(String code, @Nullable String jurisdiction, String rate) {}

    /** A discount as it was granted. */
    public record Discount(String id, @Nullable String code, String scope, long amount) {}

    /** What a line is worth. */
    public record LineAmounts(long gross, long discount, long net, List<Long> taxes) {

        /** All taxes of the line. */
        public long tax() {
            return taxes.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** A way of shipping and its price. */
    public record ShippingCharge(
            String id, String method, long price, List<TaxRate> taxRates, long discount, List<Long> taxes) {}

    /** What happened to the units of a line. */
    public record Quantities(
            long ordered,
            long cancelled,
            long allocated,
            long shipped,
            long delivered,
            long returnRequested,
            long received,
            long restocked,
            long writtenOff,
            long credited) {

        static Quantities ordered(long quantity) {
            return new Quantities(quantity, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        }

        /** What is still wanted. */
        public long active() {
            return ordered - cancelled;
        }

        Quantities allocate(long units) {
            return new Quantities(
                    ordered,
                    cancelled,
                    allocated + units,
                    shipped,
                    delivered,
                    returnRequested,
                    received,
                    restocked,
                    writtenOff,
                    credited);
        }

        Quantities ship(long units) {
            return new Quantities(
                    ordered,
                    cancelled,
                    allocated,
                    shipped + units,
                    delivered,
                    returnRequested,
                    received,
                    restocked,
                    writtenOff,
                    credited);
        }

        Quantities deliver(long units) {
            return new Quantities(
                    ordered,
                    cancelled,
                    allocated,
                    shipped,
                    delivered + units,
                    returnRequested,
                    received,
                    restocked,
                    writtenOff,
                    credited);
        }

        Quantities requestReturn(long units) {
            return new Quantities(
                    ordered,
                    cancelled,
                    allocated,
                    shipped,
                    delivered,
                    returnRequested + units,
                    received,
                    restocked,
                    writtenOff,
                    credited);
        }

        Quantities receive(long fit, long unfit) {
            return new Quantities(
                    ordered,
                    cancelled,
                    allocated,
                    shipped,
                    delivered,
                    returnRequested - fit - unfit,
                    received + fit + unfit,
                    restocked + fit,
                    writtenOff + unfit,
                    credited);
        }

        Quantities credit(long quantity) {
            return new Quantities(
                    ordered,
                    cancelled,
                    allocated,
                    shipped,
                    delivered,
                    returnRequested,
                    received,
                    restocked,
                    writtenOff,
                    credited + quantity);
        }

        Quantities cancel(long quantity) {
            return new Quantities(
                    ordered,
                    cancelled + quantity,
                    allocated,
                    shipped,
                    delivered,
                    returnRequested,
                    received,
                    restocked,
                    writtenOff,
                    credited);
        }
    }

    /** The order's money; {@code balance} above zero is owed by the customer, below zero to the customer. */
    public record Totals(
            long subtotal,
            long discount,
            long shipping,
            long fees,
            long tax,
            long grand,
            long credits,
            long net,
            long captured,
            long refunded,
            long pendingRefunds,
            long balance) {}
}
