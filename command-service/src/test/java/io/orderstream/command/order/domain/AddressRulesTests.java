package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.order;
import static io.orderstream.command.order.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.OrderCommand.ChangeShippingAddress;
import io.orderstream.command.order.domain.PlaceOrder.Address;
import io.orderstream.events.stored.ShippingAddressChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressRulesTests {

    private static final PlaceOrder PLACE = order().line(1, "1.00").place();
    private static final ChangeShippingAddress CHANGE = to("FR");

    @Test
    void an_open_order_goes_elsewhere() {
        ShippingAddressChanged changed = given(PLACE).when(CHANGE).records(ShippingAddressChanged.class);

        assertThat(changed.address().country()).isEqualTo("FR");
    }

    @Test
    void the_same_address_again_changes_nothing() {
        given(PLACE, CHANGE).when(CHANGE).changesNothing();
    }

    @Test
    void a_cancelled_order_goes_nowhere() {
        given(PLACE, new CancelOrder("")).when(CHANGE).rejected("wrong-lifecycle");
    }

    private static ChangeShippingAddress to(String country) {
        return new ChangeShippingAddress(
                new Address("Ada", List.of("1 Rue Principale"), "Paris", null, "75001", country));
    }
}
