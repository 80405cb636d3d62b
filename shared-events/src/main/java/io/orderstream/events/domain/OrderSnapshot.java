package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.orderstream.events.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is public of an order, as it is after its last domain event: what stands on the topic of states, one for each
 * order. It holds nothing that its domain events do not tell.
 */
@JsonClassDescription("All that is public of an order, as it is after its last domain event.")
public record OrderSnapshot(
        OrderState order,

        @JsonPropertyDescription("When the last domain event happened.")
        Instant updatedAt,

        List<Line> lines,
        List<Hold> holds,
        List<Payment> payments,
        List<Refund> refunds,
        List<Fulfillment> fulfillments,
        List<Return> returns,

        @JsonPropertyDescription("Absent until then.") @Nullable
        Instant completedAt,

        @JsonPropertyDescription("Until when returns can be asked for, once completed.") @Nullable
        Instant returnsUntil) {

    public OrderSnapshot {
        lines = List.copyOf(lines);
        holds = List.copyOf(holds);
        payments = List.copyOf(payments);
        refunds = List.copyOf(refunds);
        fulfillments = List.copyOf(fulfillments);
        returns = List.copyOf(returns);
    }

    /** A line, with what it was worth when it was ordered and what became of its units. */
    public record Line(
            String lineId,
            String sku,

            @JsonPropertyDescription("The product's.") @Nullable
            String name,

            @JsonPropertyDescription("A decimal number in the order's currency, with up to 12 decimals.")
            String unitPrice,

            boolean requiresShipping,

            @JsonPropertyDescription("Of all units ordered, before discounts.")
            Money gross,

            @JsonPropertyDescription("Of the line, and its share of the order's.")
            Money discount,

            @JsonPropertyDescription("After discounts, without tax.")
            Money net,

            @JsonPropertyDescription("All taxes together.") Money tax,
            Quantities quantities) {}

    /** What happened to the units of a line; what is still wanted is {@code ordered - cancelled}. */
    public record Quantities(
            long ordered,
            long cancelled,

            @JsonPropertyDescription("Set aside; also what was shipped since.")
            long allocated,

            long shipped,
            long delivered,

            @JsonPropertyDescription("In returns that are open.")
            long returnRequested,

            @JsonPropertyDescription("Came back: restocked + writtenOff.")
            long received,

            long restocked,
            long writtenOff,

            @JsonPropertyDescription("Given back the worth of, by returns and refunds.")
            long credited) {}

    /** Something that keeps, or kept, lines back. */
    public record Hold(
            String holdId,
            HoldType type,

            @JsonPropertyDescription("The lines it covers; none for the whole order.")
            List<String> lineIds,

            Instant placedAt,

            @JsonPropertyDescription("Absent while it holds.") @Nullable
            Instant releasedAt) {
        public Hold {
            lineIds = List.copyOf(lineIds);
        }
    }

    /** A payment. */
    public record Payment(
            String paymentId,
            Money authorized,

            @JsonPropertyDescription("What was voided of what was authorized.")
            Money released,

            Money captured,
            Money refunded,
            Money pendingRefunds) {}

    /** A refund. */
    public record Refund(
            String refundId,
            RefundKind kind,
            RefundStatus status,
            Money amount,
            List<RefundEvent.Allocation> allocations,
            Instant requestedAt,

            @JsonPropertyDescription("Absent while it is pending.") @Nullable
            Instant decidedAt) {
        public Refund {
            allocations = List.copyOf(allocations);
        }
    }

    /** Quantities that are shipped together. */
    public record Fulfillment(
            String fulfillmentId,

            @JsonPropertyDescription("The shop's own code of a warehouse or store.")
            String location,

            List<FulfillmentItem> items,
            Instant allocatedAt,

            @JsonPropertyDescription("When the first of it was shipped.") @Nullable
            Instant shippedAt,

            @JsonPropertyDescription("When the last of it arrived so far.") @Nullable
            Instant deliveredAt,

            @Nullable Instant cancelledAt) {
        public Fulfillment {
            items = List.copyOf(items);
        }
    }

    /** How far a line of a fulfillment is. */
    public record FulfillmentItem(String lineId, String sku, long allocated, long shipped, long delivered) {}

    /** Goods that come back. */
    public record Return(
            String returnId,
            ReturnState status,

            @JsonPropertyDescription("What is to come back.")
            List<LineQuantity> items,

            @JsonPropertyDescription("What was credited so far, before fees.")
            Money credit,

            Instant requestedAt,
            Instant updatedAt) {
        public Return {
            items = List.copyOf(items);
        }
    }
}
