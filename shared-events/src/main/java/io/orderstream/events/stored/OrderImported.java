package io.orderstream.events.stored;

import io.orderstream.events.stored.OrderPlaced.Discount;
import io.orderstream.events.stored.OrderPlaced.Line;
import io.orderstream.events.stored.OrderPlaced.Party;
import io.orderstream.events.stored.OrderPlaced.Policy;
import io.orderstream.events.stored.OrderPlaced.ShippingCharge;
import io.orderstream.events.stored.ReturnRequested.ReturnedItem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code order-imported}: an order of another system, as it stood there. It begins a stream, as {@code order-placed}
 * does.
 *
 * @param source the other system
 * @param externalId what the order is called there; with {@code source} it is one order
 * @param lifecycle {@code PLACED}, {@code CONFIRMED}, {@code COMPLETED} or {@code CANCELLED}
 * @param lines what was ordered and how far it is; what lines and shipping charges are worth adds up to {@code totals}
 *     as far as they have something to carry it
 * @param fulfillments what is set aside, shipped and delivered
 * @param returns what is asked to come back
 * @param totals as the other system states them
 * @param differences where these totals are not what the order's policy makes of its lines; empty if nowhere
 * @param completedAt when the order was completed, if it was
 * @param returnsUntil up to when returns can be requested, once it is completed
 */
public record OrderImported(
        OrderContext order,
        String source,
        String externalId,
        String lifecycle,
        Policy policy,
        Party party,
        List<ImportedLine> lines,
        List<Discount> discounts,
        List<ShippingCharge> shippingCharges,
        List<ImportedPayment> payments,
        List<ImportedFulfillment> fulfillments,
        List<ImportedReturn> returns,
        Totals totals,
        List<TotalDifference> differences,
        @Nullable Instant completedAt,
        @Nullable Instant returnsUntil)
        implements OrderEvent {

    public OrderImported {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(externalId, "externalId");
        Objects.requireNonNull(lifecycle, "lifecycle");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(party, "party");
        Objects.requireNonNull(totals, "totals");
        lines = List.copyOf(lines);
        discounts = List.copyOf(discounts);
        shippingCharges = List.copyOf(shippingCharges);
        payments = List.copyOf(payments);
        fulfillments = List.copyOf(fulfillments);
        returns = List.copyOf(returns);
        differences = List.copyOf(differences);
    }

    /**
     * A line and what happened to it.
     *
     * @param cancelled what the units that were cancelled were worth; no longer in the totals
     * @param credited what the units that were credited were worth
     */
    public record ImportedLine(Line ordered, Quantities quantities, LineAmounts cancelled, LineAmounts credited) {
        public ImportedLine {
            Objects.requireNonNull(ordered, "ordered");
            Objects.requireNonNull(quantities, "quantities");
            Objects.requireNonNull(cancelled, "cancelled");
            Objects.requireNonNull(credited, "credited");
        }
    }

    /** What happened to the units of a line. */
    public record Quantities(
            long cancelled,
            long allocated,
            long shipped,
            long delivered,
            long returnRequested,
            long received,
            long restocked,
            long writtenOff,
            long credited) {}

    /**
     * A payment as its provider reported it, in minor units.
     *
     * @param released what was voided of the authorization
     * @param refunded what was paid back
     */
    public record ImportedPayment(
            String paymentId,
            String reference,
            long authorized,
            long released,
            List<ImportedCapture> captures,
            long refunded,
            Instant authorizedAt) {
        public ImportedPayment {
            Objects.requireNonNull(paymentId, "paymentId");
            Objects.requireNonNull(reference, "reference");
            Objects.requireNonNull(authorizedAt, "authorizedAt");
            captures = List.copyOf(captures);
        }
    }

    /**
     * Money that came in, in minor units.
     *
     * @param reference what the provider calls it, if that was told; absent in what was recorded in version 1
     */
    public record ImportedCapture(
            String captureId, @Nullable String reference, long amount, Instant capturedAt) {
        public ImportedCapture {
            Objects.requireNonNull(captureId, "captureId");
            Objects.requireNonNull(capturedAt, "capturedAt");
        }
    }

    /**
     * Quantities that are shipped together.
     *
     * @param allocatedAt when it was set aside
     * @param shippedAt when the first of it was handed to a carrier, as far as that is known
     * @param deliveredAt when the last of it arrived, as far as that is known
     */
    public record ImportedFulfillment(
            String fulfillmentId,
            String location,
            List<ImportedItem> items,
            Instant allocatedAt,
            @Nullable Instant shippedAt,
            @Nullable Instant deliveredAt) {
        public ImportedFulfillment {
            Objects.requireNonNull(fulfillmentId, "fulfillmentId");
            Objects.requireNonNull(location, "location");
            Objects.requireNonNull(allocatedAt, "allocatedAt");
            items = List.copyOf(items);
        }
    }

    /** How far a line of a fulfilment is. */
    public record ImportedItem(String lineId, String sku, long allocated, long shipped, long delivered) {
        public ImportedItem {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
        }
    }

    /** A return that was requested and not decided. */
    public record ImportedReturn(String returnId, List<ReturnedItem> items) {
        public ImportedReturn {
            Objects.requireNonNull(returnId, "returnId");
            items = List.copyOf(items);
        }
    }

    /**
     * A total that the other system states otherwise, in minor units.
     *
     * @param total its name in {@link Totals}
     * @param stated what the other system says, which is kept
     * @param computed what the order's policy makes of its lines
     */
    public record TotalDifference(String total, long stated, long computed) {
        public TotalDifference {
            Objects.requireNonNull(total, "total");
        }
    }
}
