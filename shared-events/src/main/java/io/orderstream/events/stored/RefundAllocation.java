package io.orderstream.events.stored;

import java.util.Objects;

/**
 * What of a refund goes back to a payment.
 *
 * @param amount minor units
 */
public record RefundAllocation(String paymentId, long amount) {

    public RefundAllocation {
        Objects.requireNonNull(paymentId, "paymentId");
    }
}
