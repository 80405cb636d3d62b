package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.NOW;
import static io.orderstream.command.order.domain.Orders.order;
import static io.orderstream.command.order.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.FulfillmentCommand.AllocateFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.CancelFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.DeliverFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.Parcel;
import io.orderstream.command.order.domain.FulfillmentCommand.ShipFulfillment;
import io.orderstream.command.order.domain.HoldCommand.HoldType;
import io.orderstream.command.order.domain.HoldCommand.PlaceHold;
import io.orderstream.command.order.domain.HoldCommand.ReleaseHold;
import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.OrderCommand.ConfirmOrder;
import io.orderstream.events.stored.FulfillmentCancelled;
import io.orderstream.events.stored.FulfillmentDelivered;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.LineQuantity;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderEvent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FulfillmentRulesTests {

    private static final PlaceOrder PLACE = order().line(5, "10.00")
            .line(new PlaceOrder.Line(
                    "gift card", "SKU", null, 1, BigDecimal.TEN, List.of(), List.of(), false, Map.of()))
            .place();
    private static final Scenario CONFIRMED = given(PLACE, new ConfirmOrder());
    private static final PlaceHold HOLD = new PlaceHold("h1", HoldType.FRAUD, List.of("l1"), "");

    @Test
    void what_is_allocated_is_set_aside() {
        Scenario order = CONFIRMED.and(allocate("f1", 3));

        assertThat(order.line("l1").quantities().unallocated()).isEqualTo(2);
    }

    @Test
    void no_more_is_allocated_than_is_left() {
        CONFIRMED.and(allocate("f1", 3)).when(allocate("f2", 3)).rejected("quantity-exceeded");
    }

    @Test
    void the_same_allocation_again_changes_nothing() {
        CONFIRMED.and(allocate("f1", 5), ship("f1")).when(allocate("f1", 5)).changesNothing();
    }

    @Test
    void an_id_stands_for_one_fulfilment() {
        CONFIRMED.and(allocate("f1", 3)).when(allocate("f1", 2)).rejected("id-taken");
    }

    @Test
    void nothing_is_allocated_before_the_shop_accepts_the_order() {
        given(PLACE).when(allocate("f1", 1)).rejected("wrong-lifecycle");
    }

    @Test
    void what_is_not_shipped_is_not_allocated() {
        CONFIRMED
                .when(new AllocateFulfillment("f1", "berlin", List.of(new Item("gift card", 1))))
                .rejected("impossible-values");
    }

    @Test
    void what_is_allocated_is_not_cancelled() {
        CONFIRMED
                .and(allocate("f1", 3))
                .when(new CancelLines(List.of(new Item("l1", 3)), ""))
                .rejected("quantity-exceeded");
    }

    @Test
    void what_is_on_hold_is_neither_allocated_nor_shipped() {
        CONFIRMED.and(HOLD).when(allocate("f1", 1)).rejected("on-hold");
        CONFIRMED.and(allocate("f1", 1), HOLD).when(ship("f1")).rejected("on-hold");
    }

    @Test
    void what_is_released_is_shipped() {
        CONFIRMED
                .and(allocate("f1", 1), HOLD, new ReleaseHold("h1"))
                .when(ship("f1"))
                .records(FulfillmentShipped.class);
    }

    @Test
    void shipping_names_the_rest_unless_told_what() {
        FulfillmentShipped shipped =
                CONFIRMED.and(allocate("f1", 5), ship("f1", 2)).when(ship("f1")).records(FulfillmentShipped.class);

        assertThat(shipped.items()).containsExactly(new LineQuantity("l1", "SKU-l1", 3));
    }

    @Test
    void no_more_is_shipped_than_was_allocated() {
        CONFIRMED.and(allocate("f1", 3)).when(ship("f1", 4)).rejected("quantity-exceeded");
    }

    @Test
    void shipping_again_changes_nothing() {
        CONFIRMED.and(allocate("f1", 3), ship("f1")).when(ship("f1")).changesNothing();
    }

    @Test
    void parcels_hold_no_more_than_is_shipped() {
        Parcel two = new Parcel("DHL", null, List.of(new Item("l1", 2)));

        CONFIRMED
                .and(allocate("f1", 3))
                .when(new ShipFulfillment("f1", List.of(), List.of(two, two)))
                .rejected("impossible-values");
    }

    @Test
    void what_was_shipped_is_delivered() {
        FulfillmentDelivered delivered = CONFIRMED
                .and(allocate("f1", 5), ship("f1", 2))
                .when(deliver("f1"))
                .records(FulfillmentDelivered.class);

        assertThat(delivered.items()).containsExactly(new LineQuantity("l1", "SKU-l1", 2));
    }

    @Test
    void a_late_delivery_changes_nothing() {
        CONFIRMED
                .and(allocate("f1", 5), ship("f1"), deliver("f1"))
                .when(deliver("f1"))
                .changesNothing();
    }

    @Test
    void what_was_not_shipped_is_not_delivered() {
        CONFIRMED.and(allocate("f1", 5)).when(deliver("f1")).rejected("nothing-shipped");
    }

    @Test
    void nothing_is_delivered_in_the_future() {
        CONFIRMED
                .and(allocate("f1", 5), ship("f1"))
                .when(new DeliverFulfillment("f1", List.of(), NOW.plusMillis(1), NOW))
                .rejected("impossible-values");
    }

    @Test
    void cancelling_a_fulfilment_frees_what_was_not_shipped() {
        Scenario order = CONFIRMED.and(allocate("f1", 5), ship("f1", 2));

        FulfillmentCancelled cancelled = order.when(new CancelFulfillment("f1")).records(FulfillmentCancelled.class);

        assertThat(cancelled.items()).containsExactly(new LineQuantity("l1", "SKU-l1", 3));
        assertThat(order.and(new CancelFulfillment("f1"))
                        .line("l1")
                        .quantities()
                        .unallocated())
                .isEqualTo(3);
    }

    @Test
    void nothing_more_is_shipped_of_a_cancelled_fulfilment() {
        CONFIRMED
                .and(allocate("f1", 5), new CancelFulfillment("f1"))
                .when(ship("f1"))
                .rejected("fulfillment-cancelled");
    }

    @Test
    void what_is_shipped_in_full_is_not_cancelled() {
        CONFIRMED
                .and(allocate("f1", 5), ship("f1"))
                .when(new CancelFulfillment("f1"))
                .rejected("already-shipped");
    }

    @Test
    void cancelling_the_order_lets_go_what_was_set_aside() {
        List<OrderEvent> events =
                CONFIRMED.and(allocate("f1", 5)).when(new CancelOrder("")).accepted();

        assertThat(events).hasExactlyElementsOfTypes(FulfillmentCancelled.class, OrderCancelled.class);
    }

    @Test
    void an_order_of_which_something_is_shipped_is_not_cancelled() {
        CONFIRMED
                .and(allocate("f1", 5), ship("f1", 1))
                .when(new CancelOrder(""))
                .rejected("already-shipped");
    }

    @Test
    void a_fulfilment_that_was_never_allocated_is_unknown() {
        CONFIRMED.when(ship("f1")).rejected("unknown-fulfillment");
    }

    static AllocateFulfillment allocate(String fulfillmentId, long quantity) {
        return new AllocateFulfillment(fulfillmentId, "berlin", List.of(new Item("l1", quantity)));
    }

    static ShipFulfillment ship(String fulfillmentId) {
        return new ShipFulfillment(fulfillmentId, List.of(), List.of());
    }

    static DeliverFulfillment deliver(String fulfillmentId) {
        return new DeliverFulfillment(fulfillmentId, List.of(), NOW, NOW);
    }

    private static ShipFulfillment ship(String fulfillmentId, long quantity) {
        return new ShipFulfillment(fulfillmentId, List.of(new Item("l1", quantity)), List.of());
    }
}
