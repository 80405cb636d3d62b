package io.orderstream.command.order.domain;

import java.math.BigDecimal;
import java.util.List;

/** What can be asked about paying money back. */
public sealed interface RefundCommand extends OrderCommand {

    /**
     * Asks for money to be paid back, in amounts of the order's currency.
     *
     * @param allocations which payments it goes back to
     * @param lines what is credited of lines
     * @param shipping what is credited of the shipping
     * @param adjustment what is credited for nothing in particular
     * @param reason for people; may be empty
     */
    record RequestRefund(
            String refundId,
            RefundKind kind,
            List<Allocation> allocations,
            List<Item> lines,
            BigDecimal shipping,
            BigDecimal adjustment,
            String reason)
            implements RefundCommand {
        public RequestRefund {
            allocations = Limits.some(allocations, Limits.ALLOCATIONS);
            lines = Limits.list(lines, Limits.LINES);
            Limits.notNegative(shipping);
            Limits.notNegative(adjustment);
            Limits.text(reason, Limits.REASON);
        }
    }

    /** What of a refund goes back to a payment. */
    record Allocation(String paymentId, BigDecimal amount) {
        public Allocation {
            Limits.positive(amount);
        }
    }

    /**
     * The provider paid the money back, or did not.
     *
     * @param reason for people, if it did not; may be empty
     */
    record RecordRefundResult(String refundId, RefundResult result, String reason) implements RefundCommand {
        public RecordRefundResult {
            Limits.text(reason, Limits.REASON);
        }
    }

    /** Whether a refund pays out what is owed already, or credits its amount too. */
    enum RefundKind {
        SETTLE,
        GRANT
    }

    /** How a refund ended. */
    enum RefundResult {
        SUCCEEDED,
        FAILED
    }
}
