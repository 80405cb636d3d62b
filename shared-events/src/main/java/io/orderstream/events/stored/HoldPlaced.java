package io.orderstream.events.stored;

import java.util.List;
import java.util.Objects;

/**
 * {@code hold-placed}: what the hold covers can be neither allocated nor shipped until it is released.
 *
 * @param type {@code FRAUD}, {@code PAYMENT}, {@code ADDRESS} or {@code MANUAL}
 * @param lineIds the lines it covers; none for the whole order
 * @param reason why, for people; may be empty
 */
public record HoldPlaced(OrderContext order, String holdId, String type, List<String> lineIds, String reason)
        implements OrderEvent {

    public HoldPlaced {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(holdId, "holdId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(reason, "reason");
        lineIds = List.copyOf(lineIds);
    }
}
