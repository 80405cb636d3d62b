package io.orderstream.query.order;

import io.orderstream.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order with everything a caller may know of it. */
record OrderView(
        String orderId,
        long revision,
        String number,
        String channel,
        String currency,
        @Nullable String customerId,
        Instant placedAt,
        Instant updatedAt,
        String lifecycle,
        String paymentStatus,
        String fulfilmentStatus,
        String returnStatus,
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
        TotalsView totals,
        @Nullable Instant paymentDueAt,
        @Nullable Instant completedAt,
        @Nullable Instant returnsUntil,
        @Nullable String cancelReason,
        @Nullable Imported imported,
        List<TimelineEntry> timeline) {

    /** What the order came to for the first time, and when. */
    record TimelineEntry(String what, Instant at) {}

    /** Where an imported order comes from; its totals are that system's, and differ from ours as said here. */
    record Imported(String source, String externalId, Instant importedAt, List<TotalDifference> differences) {}

    record TotalDifference(String total, Money stated, Money computed) {}

    record Policy(String rounding, String taxLevel, boolean pricesIncludeTax) {}

    record Party(
            @Nullable String customerId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Address billing,
            @Nullable Address shipping) {}

    record Address(
            String name,
            List<String> lines,
            String city,
            @Nullable String region,
            @Nullable String postalCode,
            String country) {}

    /** A line; {@code amounts} are those of the whole quantity ordered. */
    record Line(
            String lineId,
            String sku,
            @Nullable String name,
            String unitPrice,
            List<TaxRate> taxRates,
            List<Discount> discounts,
            boolean requiresShipping,
            Map<String, String> attributes,
            LineAmounts amounts,
            Quantities quantities) {}

    record TaxRate(String code, @Nullable String jurisdiction, String rate) {}

    record Discount(String id, @Nullable String code, String scope, Money amount) {}

    record LineAmounts(Money gross, Money discount, Money net, List<Money> taxes, Money tax) {}

    record ShippingCharge(
            String id, String method, Money price, List<TaxRate> taxRates, Money discount, List<Money> taxes) {}

    record Quantities(
            long ordered,
            long cancelled,
            long active,
            long allocated,
            long shipped,
            long delivered,
            long returnRequested,
            long received,
            long restocked,
            long writtenOff,
            long credited) {}

    /** A hold; it covers the whole order if it names no lines, and is over once it was released. */
    record Hold(
            String holdId,
            String type,
            List<String> lineIds,
            String reason,
            Instant placedAt,
            @Nullable Instant releasedAt) {}

    record Payment(
            String paymentId,
            String reference,
            Money authorized,
            Money released,
            Money captured,
            Money refunded,
            Money pendingRefunds,
            List<Capture> captures,
            Instant authorizedAt,
            @Nullable Instant voidedAt) {}

    record Capture(String captureId, Money amount, Instant capturedAt) {}

    record Refund(
            String refundId,
            String kind,
            String status,
            Money amount,
            List<Allocation> allocations,
            List<CreditedLine> lines,
            Money shipping,
            Money adjustment,
            String reason,
            Instant requestedAt,
            @Nullable Instant decidedAt,
            @Nullable String failure) {}

    record Allocation(String paymentId, Money amount) {}

    record CreditedLine(String lineId, String sku, long quantity, LineAmounts amounts) {}

    record Fulfillment(
            String fulfillmentId,
            String location,
            List<FulfillmentItem> items,
            List<Parcel> parcels,
            Instant allocatedAt,
            @Nullable Instant shippedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant cancelledAt) {}

    record FulfillmentItem(String lineId, String sku, long allocated, long shipped, long delivered) {}

    record Parcel(String carrier, @Nullable String tracking, List<Item> items, Instant shippedAt) {}

    record Item(String lineId, String sku, long quantity) {}

    record Return(
            String returnId,
            String status,
            List<ReturnItem> items,
            List<ReceivedItem> received,
            List<Fee> fees,
            Money credit,
            Instant requestedAt,
            Instant updatedAt) {}

    record ReturnItem(String lineId, String sku, long quantity, String reason) {}

    record ReceivedItem(
            String lineId, String sku, long quantity, long credited, String disposition, LineAmounts amounts) {}

    record Fee(String code, Money amount) {}

    record Note(String text, String visibility, String author, Instant writtenAt) {}
}
