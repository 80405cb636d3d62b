package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;

/** What happened to a fulfillment, which is quantities that are shipped together. */
public sealed interface FulfillmentEvent extends OrderDomainEvent {

    /** {@code fulfillment_allocated}: quantities are set aside at a location. */
    @JsonClassDescription("Quantities are set aside to be shipped together.")
    record Allocated(
            OrderState order,
            String fulfillmentId,

            @JsonPropertyDescription("The shop's own code of a warehouse or store.")
            String location,

            @JsonPropertyDescription("What is set aside.") List<LineQuantity> items)
            implements FulfillmentEvent {
        public Allocated {
            items = List.copyOf(items);
        }
    }

    /** {@code fulfillment_cancelled}: {@code items} were not shipped and are free again. */
    @JsonClassDescription("Nothing more is shipped with a fulfillment.")
    record Cancelled(
            OrderState order,
            String fulfillmentId,

            @JsonPropertyDescription("What was set aside and is free again.")
            List<LineQuantity> items)
            implements FulfillmentEvent {
        public Cancelled {
            items = List.copyOf(items);
        }
    }

    /** {@code shipped}: quantities were handed to carriers. */
    @JsonClassDescription("Quantities were handed to carriers.")
    record Shipped(
            OrderState order,
            String fulfillmentId,

            @JsonPropertyDescription("The shop's own code of a warehouse or store.")
            String location,

            @JsonPropertyDescription("What was shipped now.")
            List<LineQuantity> items,

            @JsonPropertyDescription("The parcels, as far as they are known.")
            List<Parcel> parcels)
            implements FulfillmentEvent {
        public Shipped {
            items = List.copyOf(items);
            parcels = List.copyOf(parcels);
        }
    }

    /** {@code delivered}: quantities arrived. */
    @JsonClassDescription("Quantities arrived.")
    record Delivered(
            OrderState order,
            String fulfillmentId,
            @JsonPropertyDescription("What arrived now.") List<LineQuantity> items,

            @JsonPropertyDescription("When, as the carrier says.")
            Instant deliveredAt)
            implements FulfillmentEvent {
        public Delivered {
            items = List.copyOf(items);
        }
    }

    /** One parcel. Its tracking number leads to whom it goes to, so that stays inside. */
    record Parcel(
            String carrier,

            @JsonPropertyDescription("What is in it, as far as that is known.")
            List<LineQuantity> items) {
        public Parcel {
            items = List.copyOf(items);
        }
    }
}
