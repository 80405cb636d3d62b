package io.orderstream.events.domain;

import io.orderstream.events.Money;
import java.util.List;

/**
 * What happened to a refund of an order. Its kind is {@code SETTLE} if it pays out what is owed already, and
 * {@code GRANT} if it credits the amount too. Why is free text and stays inside.
 */
public sealed interface RefundEvent extends OrderDomainEvent {

    /** {@code refund_requested}: money is to be paid back. */
    record Requested(
            OrderState order,
            String refundId,
            String kind,
            Money amount,
            List<Allocation> allocations,
            List<CreditedLine> lines,
            Money shipping,
            Money adjustment)
            implements RefundEvent {
        public Requested {
            allocations = List.copyOf(allocations);
            lines = List.copyOf(lines);
        }
    }

    /** {@code refund_succeeded}: the money was paid back. */
    record Succeeded(OrderState order, String refundId, String kind, Money amount, List<Allocation> allocations)
            implements RefundEvent {
        public Succeeded {
            allocations = List.copyOf(allocations);
        }
    }

    /** {@code refund_failed}: the money was not paid back; what was credited of {@code lines} is taken back. */
    record Failed(
            OrderState order,
            String refundId,
            String kind,
            Money amount,
            List<Allocation> allocations,
            List<CreditedLine> lines,
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
