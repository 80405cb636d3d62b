package io.orderstream.events.domain;

import java.time.Instant;
import java.util.List;

/** What happened to a fulfilment, which is quantities that are shipped together. */
public sealed interface FulfillmentEvent extends OrderDomainEvent {

    /** {@code fulfillment_allocated}: quantities are set aside at a location. */
    record Allocated(OrderState order, String fulfillmentId, String location, List<LineQuantity> items)
            implements FulfillmentEvent {
        public Allocated {
            items = List.copyOf(items);
        }
    }

    /** {@code fulfillment_cancelled}: {@code items} were not shipped and are free again. */
    record Cancelled(OrderState order, String fulfillmentId, List<LineQuantity> items) implements FulfillmentEvent {
        public Cancelled {
            items = List.copyOf(items);
        }
    }

    /** {@code shipped}: quantities were handed to carriers. */
    record Shipped(
            OrderState order, String fulfillmentId, String location, List<LineQuantity> items, List<Parcel> parcels)
            implements FulfillmentEvent {
        public Shipped {
            items = List.copyOf(items);
            parcels = List.copyOf(parcels);
        }
    }

    /** {@code delivered}: quantities arrived. */
    record Delivered(OrderState order, String fulfillmentId, List<LineQuantity> items, Instant at)
            implements FulfillmentEvent {
        public Delivered {
            items = List.copyOf(items);
        }
    }

    /** One parcel. Its tracking number leads to whom it goes to, so that stays inside. */
    record Parcel(String carrier, List<LineQuantity> items) {
        public Parcel {
            items = List.copyOf(items);
        }
    }
}
