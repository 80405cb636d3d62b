package io.orderstream.events.stored;

import java.util.Objects;

/** {@code order-confirmed}: the shop accepted the order. */
public record OrderConfirmed(OrderContext order) implements OrderEvent {

    public OrderConfirmed {
        Objects.requireNonNull(order, "order");
    }
}
