package io.orderstream.readmodel.order;

import io.orderstream.readmodel.ReadModelDocument;
import java.time.Instant;
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
        List<Note> notes,
        Totals totals,
        @Nullable Instant paymentDueAt,
        @Nullable String cancelReason)
        implements ReadModelDocument {

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
