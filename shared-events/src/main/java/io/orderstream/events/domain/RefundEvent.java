package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.orderstream.events.Money;
import java.util.List;

/** What happened to a refund of an order. Why is free text and stays inside. */
public sealed interface RefundEvent extends OrderDomainEvent {

    /** {@code refund_requested}: money is to be paid back. */
    @JsonClassDescription("Money is to be paid back.")
    record Requested(
            OrderState order,
            String refundId,
            RefundKind kind,
            @JsonPropertyDescription("All of it.") Money amount,
            List<Allocation> allocations,

            @JsonPropertyDescription("What is credited of lines; none for SETTLE.")
            List<CreditedLine> lines,

            @JsonPropertyDescription("What is credited of the shipping, with its tax.")
            Money shipping,

            @JsonPropertyDescription("What is credited for nothing in particular.")
            Money adjustment)
            implements RefundEvent {
        public Requested {
            allocations = List.copyOf(allocations);
            lines = List.copyOf(lines);
        }
    }

    /** {@code refund_succeeded}: the money was paid back. */
    @JsonClassDescription("The money was paid back.")
    record Succeeded(OrderState order, String refundId, RefundKind kind, Money amount, List<Allocation> allocations)
            implements RefundEvent {
        public Succeeded {
            allocations = List.copyOf(allocations);
        }
    }

    /** {@code refund_failed}: the money was not paid back; what was credited of {@code lines} is taken back. */
    @JsonClassDescription("The money was not paid back; what a GRANT credited is taken back.")
    record Failed(
            OrderState order,
            String refundId,
            RefundKind kind,
            Money amount,
            List<Allocation> allocations,

            @JsonPropertyDescription("The lines whose credit is taken back.")
            List<CreditedLine> lines,

            @JsonPropertyDescription("What of the shipping is no longer credited.")
            Money shipping)
            implements RefundEvent {
        public Failed {
            allocations = List.copyOf(allocations);
            lines = List.copyOf(lines);
        }
    }

    /** What of a refund goes back to a payment. */
    record Allocation(String paymentId, Money amount) {}
}
