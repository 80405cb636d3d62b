package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.command.order.domain.OrderCommand.ChangeShippingAddress;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.ShippingAddressChanged;
import java.util.Locale;
import java.util.Set;

/** Where an order can go. */
final class AddressRules {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private AddressRules() {}

    static Decision decide(Existing order, ChangeShippingAddress change) {
        OrderPlaced.Address address = OrderPlacedMapper.INSTANCE.address(change.address());
        if (address.equals(order.shippingAddress())) {
            return Accepted.nothingToDo();
        }
        if (!order.lifecycle().isOpen()) {
            return Rejected.wrongLifecycle(order, "sent elsewhere");
        }
        ValueChecks checks = new ValueChecks(order.context().currency());
        checkCountry("/country", address.country(), checks);
        return checks.failed() ? checks.rejected() : Accepted.of(new ShippingAddressChanged(order.context(), address));
    }

    static void checkCountry(String pointer, String country, ValueChecks checks) {
        if (!COUNTRIES.contains(country)) {
            checks.impossible(pointer, "is not an ISO 3166-1 alpha-2 country");
        }
    }
}
