package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.command.order.domain.OrderCommand.ChangeShippingAddress;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.ShippingAddressChanged;

/** Where an order can go. */
final class AddressRules {

    private AddressRules() {}

    static Decision decide(Existing order, ChangeShippingAddress change) {
        OrderPlaced.Address address = OrderPlacedMapper.INSTANCE.address(change.address());
        if (address.equals(order.shippingAddress())) {
            return Accepted.nothingToDo();
        }
        if (!order.lifecycle().isOpen()) {
            return Rejected.wrongLifecycle(order, "sent elsewhere");
        }
        return Accepted.of(new ShippingAddressChanged(order.context(), address));
    }
}
