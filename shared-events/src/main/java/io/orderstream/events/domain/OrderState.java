package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.orderstream.events.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The public state of an order after an event. Who the customer is stays inside. */
public record OrderState(
        @JsonPropertyDescription("A UUID; also the record's key and the event's subject.")
        String orderId,

        @JsonPropertyDescription("What people call the order.")
        String number,

        @JsonPropertyDescription("Where it was sold, for instance web.")
        String channel,

        @JsonPropertyDescription("ISO 4217; all amounts of the order are in it.")
        String currency,

        @JsonPropertyDescription("A pseudonymous reference; absent if the order has none.") @Nullable
        String customerId,

        @JsonPropertyDescription("Where it is shipped to; absent if nothing is.") @Nullable
        ShipTo shipTo,

        @JsonPropertyDescription("When it was placed, which may be long before it was recorded.")
        Instant placedAt,

        Lifecycle lifecycle,

        @JsonPropertyDescription("Derived from the money that moved.")
        PaymentStatus paymentStatus,

        @JsonPropertyDescription("Derived from the quantities shipped and delivered.")
        FulfillmentStatus fulfillmentStatus,

        @JsonPropertyDescription("Derived from the quantities that came back.")
        ReturnStatus returnStatus,

        Totals totals) {

    /** A destination, no closer than the region. */
    public record ShipTo(
            @JsonPropertyDescription("ISO 3166-1 alpha-2.") String country,

            @JsonPropertyDescription("The part of the country, as the customer wrote it.") @Nullable
            String region) {}

    /**
     * The order's money: {@code grand = subtotal - discount + shipping + tax + fees}, {@code net = grand - credits},
     * {@code balance = net - (captured - refunded)}.
     */
    public record Totals(
            @JsonPropertyDescription("What is still wanted, before discounts and without tax.")
            Money subtotal,

            @JsonPropertyDescription("All discounts.") Money discount,

            @JsonPropertyDescription("Shipping before discounts, without tax.")
            Money shipping,

            @JsonPropertyDescription("What the customer pays for returns.")
            Money fees,

            Money tax,

            @JsonPropertyDescription("subtotal - discount + shipping + tax + fees.")
            Money grand,

            @JsonPropertyDescription("What was given back of what stays sold.")
            Money credits,

            @JsonPropertyDescription("grand - credits.") Money net,
            @JsonPropertyDescription("Money that came in.") Money captured,

            @JsonPropertyDescription("Money that was paid back.")
            Money refunded,

            @JsonPropertyDescription("Refunds asked for that neither succeeded nor failed yet.")
            Money pendingRefunds,

            @JsonPropertyDescription(
                    "net - (captured - refunded): above zero the customer owes, below zero a refund is owed.")
            Money balance) {}
}
