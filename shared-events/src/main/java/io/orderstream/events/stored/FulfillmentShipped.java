package io.orderstream.events.stored;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code fulfillment-shipped}: quantities were handed to carriers.
 *
 * @param parcels how they travel, as far as that is known
 */
public record FulfillmentShipped(
        OrderContext order, String fulfillmentId, String location, List<LineQuantity> items, List<Parcel> parcels)
        implements OrderEvent {

    public FulfillmentShipped {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(fulfillmentId, "fulfillmentId");
        Objects.requireNonNull(location, "location");
        items = List.copyOf(items);
        parcels = List.copyOf(parcels);
    }

    /**
     * One parcel.
     *
     * @param tracking the carrier's number of it, which leads to whom it goes to
     * @param items what is in it, as far as that is known
     */
    public record Parcel(String carrier, @Nullable String tracking, List<LineQuantity> items) {
        public Parcel {
            Objects.requireNonNull(carrier, "carrier");
            items = List.copyOf(items);
        }
    }
}
