package io.orderstream.events.stored;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an order that never change and that consumers group by; every event carries them. Nothing here names
 * a person: the customer is a pseudonymous reference.
 *
 * @param number what people call the order
 * @param channel where it was sold, for instance {@code web}
 * @param currency the order's one currency, ISO 4217
 * @param customerId the customer's reference, if the order has one
 * @param country where it was to be shipped when it was placed, ISO 3166-1 alpha-2
 * @param region the part of that country
 * @param placedAt when it was placed, which may be long before it was recorded
 */
public record OrderContext(
        String number,
        String channel,
        String currency,
        @Nullable String customerId,
        @Nullable String country,
        @Nullable String region,
        Instant placedAt) {

    public OrderContext {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(placedAt, "placedAt");
    }
}
