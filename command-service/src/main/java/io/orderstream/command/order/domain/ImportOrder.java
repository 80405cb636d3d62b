package io.orderstream.command.order.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An order of another system is taken over as it stands there. Components are named as in the request, so that a
 * rejection can point at them.
 *
 * @param order what was ordered; without expected totals
 * @param progress how far each line is, in the order of the lines; null for what the lifecycle says: delivered if the
 *     order is completed, cancelled if it is cancelled, untouched otherwise
 * @param totals as the other system states them
 * @param fulfillment what lines that are set aside belong to
 * @param returnId what quantities that are asked back belong to
 * @param completedAt when the order was completed; there if and only if it was
 * @param returnsUntil up to when returns can be requested once it is completed
 */
public record ImportOrder(
        String source,
        String externalId,
        Lifecycle lifecycle,
        PlaceOrder order,
        List<@Nullable Progress> progress,
        List<ImportedPayment> payments,
        StatedTotals totals,
        ImportedFulfillment fulfillment,
        String returnId,
        @Nullable Instant completedAt,
        @Nullable Instant returnsUntil)
        implements OrderCommand {

    public ImportOrder {
        Limits.word(source, Limits.CODE);
        Limits.word(externalId, Limits.REFERENCE);
        payments = Limits.list(payments, Limits.PAYMENTS);
        if (progress.size() != order.lines().size()) {
            throw new IllegalArgumentException("the progress of each line, and of no other, is told");
        }
    }

    /** What happened to the units of a line; those that came back are {@code restocked} or {@code writtenOff}. */
    public record Progress(
            long cancelled,
            long allocated,
            long shipped,
            long delivered,
            long returnRequested,
            long restocked,
            long writtenOff,
            long credited) {
        public Progress {
            LongStream.of(cancelled, allocated, shipped, delivered, returnRequested, restocked, writtenOff, credited)
                    .forEach(Limits::count);
        }
    }

    /**
     * A payment as its provider reported it.
     *
     * @param voided whether nothing more will be captured
     */
    public record ImportedPayment(
            String paymentId,
            String reference,
            BigDecimal authorized,
            boolean voided,
            List<ImportedCapture> captures,
            BigDecimal refunded,
            Instant authorizedAt) {
        public ImportedPayment {
            Limits.word(reference, Limits.REFERENCE);
            Limits.positive(authorized);
            captures = Limits.list(captures, Limits.CAPTURES);
            Limits.notNegative(refunded);
        }
    }

    /** Money that came in; {@code reference} is what the provider calls that, if it was told. */
    public record ImportedCapture(
            String captureId, @Nullable String reference, BigDecimal amount, Instant capturedAt) {
        public ImportedCapture {
            Limits.text(reference, Limits.REFERENCE);
            Limits.positive(amount);
        }
    }

    /** What lines that are set aside belong to. */
    public record ImportedFulfillment(
            String fulfillmentId,
            String location,
            Instant allocatedAt,
            @Nullable Instant shippedAt,
            @Nullable Instant deliveredAt) {
        public ImportedFulfillment {
            Limits.text(location, Limits.CODE);
        }
    }

    /** The totals of the other system; one that is absent is ours, and fees are none. */
    public record StatedTotals(
            @Nullable BigDecimal subtotal,
            @Nullable BigDecimal discount,
            @Nullable BigDecimal shipping,
            @Nullable BigDecimal fees,
            @Nullable BigDecimal tax,
            @Nullable BigDecimal grand,
            @Nullable BigDecimal credits) {

        public StatedTotals {
            Limits.notNegative(subtotal);
            Limits.notNegative(discount);
            Limits.notNegative(shipping);
            Limits.notNegative(fees);
            Limits.notNegative(tax);
            Limits.notNegative(grand);
            Limits.notNegative(credits);
        }

        /** Nothing is stated. */
        public static final StatedTotals NONE = new StatedTotals(null, null, null, null, null, null, null);
    }
}
