package io.orderstream.events.domain;

import io.orderstream.events.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The public state of an order.
 *
 * @param customerId a pseudonymous reference; who it is stays inside
 * @param shipTo where it is shipped to, no closer than the region; absent if nothing is shipped
 * @param lifecycle {@code PLACED}, {@code CONFIRMED}, {@code COMPLETED}, {@code ARCHIVED}, {@code CANCELLED} or
 *     {@code EXPIRED}
 * @param paymentStatus derived from the money that moved
 * @param fulfilmentStatus derived from the quantities shipped and delivered
 * @param returnStatus derived from the quantities that came back
 */
public record OrderState(
        String orderId,
        String number,
        String channel,
        String currency,
        @Nullable String customerId,
        @Nullable ShipTo shipTo,
        Instant placedAt,
        String lifecycle,
        String paymentStatus,
        String fulfilmentStatus,
        String returnStatus,
        Totals totals) {

    /**
     * A destination.
     *
     * @param country ISO 3166-1 alpha-2
     */
    public record ShipTo(String country, @Nullable String region) {}

    /** The order's money; how the figures belong together is documented in the event catalogue. */
    public record Totals(
            Money subtotal,
            Money discount,
            Money shipping,
            Money fees,
            Money tax,
            Money grand,
            Money credits,
            Money net,
            Money captured,
            Money refunded,
            Money pendingRefunds,
            Money balance) {}
}
