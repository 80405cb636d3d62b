package io.orderstream.events.stored;

import io.orderstream.events.stored.OrderPlaced.Address;
import java.util.Objects;

/**
 * {@code shipping-address-changed}: what is not shipped yet goes elsewhere. The context keeps the destination of the
 * day the order was placed.
 *
 * @param address personal data
 */
public record ShippingAddressChanged(OrderContext order, Address address) implements OrderEvent {

    public ShippingAddressChanged {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(address, "address");
    }
}
