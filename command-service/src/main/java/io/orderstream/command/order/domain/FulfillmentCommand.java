package io.orderstream.command.order.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What warehouses and carriers do with an order. */
public sealed interface FulfillmentCommand extends OrderCommand {

    /** Sets quantities aside at a location, to be shipped together. */
    record AllocateFulfillment(String fulfillmentId, String location, List<Item> items) implements FulfillmentCommand {
        public AllocateFulfillment {
            Limits.word(location, Limits.CODE);
            items = Limits.some(items, Limits.LINES);
        }
    }

    /**
     * Hands quantities to carriers.
     *
     * @param items what; none for all that is left
     * @param parcels how they travel, as far as that is known
     */
    record ShipFulfillment(String fulfillmentId, List<Item> items, List<Parcel> parcels) implements FulfillmentCommand {
        public ShipFulfillment {
            items = Limits.list(items, Limits.LINES);
            parcels = Limits.list(parcels, Limits.PARCELS);
        }
    }

    /** One parcel; {@code items} may be empty if what is in it is not known. */
    record Parcel(String carrier, @Nullable String tracking, List<Item> items) {
        public Parcel {
            Limits.word(carrier, Limits.CODE);
            Limits.text(tracking, Limits.REFERENCE);
            items = Limits.list(items, Limits.LINES);
        }
    }

    /**
     * Quantities arrived.
     *
     * @param items what; none for all that is on its way
     * @param at when they did; not after {@code receivedAt}
     */
    record DeliverFulfillment(String fulfillmentId, List<Item> items, Instant at, Instant receivedAt)
            implements FulfillmentCommand {
        public DeliverFulfillment {
            items = Limits.list(items, Limits.LINES);
        }
    }

    /** Nothing more is shipped with it. */
    record CancelFulfillment(String fulfillmentId) implements FulfillmentCommand {}
}
