package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.NOW;
import static io.orderstream.command.order.domain.Orders.lineOf;
import static io.orderstream.command.order.domain.Orders.order;
import static io.orderstream.command.order.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.command.order.domain.OrderCommand.AddNote;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.OrderCommand.ConfirmOrder;
import io.orderstream.command.order.domain.OrderCommand.Visibility;
import io.orderstream.command.order.domain.PlaceOrder.Address;
import io.orderstream.command.order.domain.PlaceOrder.DiscountScope;
import io.orderstream.command.order.domain.PlaceOrder.ExpectedTotals;
import io.orderstream.command.order.domain.PlaceOrder.Party;
import io.orderstream.command.order.domain.Rejection.ImpossibleValue;
import io.orderstream.command.order.domain.Rejection.ImpossibleValues;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderPlaced;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrderDeciderTests {

    private static final PlaceOrder PLACE = order().line(2, "10.00", "0.19").place();
    private static final ConfirmOrder CONFIRM = new ConfirmOrder();
    private static final CancelOrder CANCEL = new CancelOrder("mistake");

    @Test
    void placing_records_the_order_with_its_totals() {
        List<OrderEvent> events = given().when(PLACE).accepted();

        assertThat(events).singleElement().isInstanceOfSatisfying(OrderPlaced.class, placed -> {
            assertThat(placed.order().number()).isEqualTo("N-1");
            assertThat(placed.order().placedAt()).isEqualTo(NOW);
            assertThat(placed.party().customerId()).isEqualTo("c1");
            assertThat(placed.totals().grand()).isEqualTo(2_380);
            assertThat(placed.totals().balance()).isEqualTo(2_380);
        });
    }

    @Test
    void placing_takes_the_destination_into_every_later_event() {
        Address berlin = new Address("Ada", List.of("1 Main St"), "Berlin", "BE", "10115", "DE");
        PlaceOrder shipped =
                order().line(1, "1").party(new Party(null, null, null, berlin)).place();

        List<OrderEvent> events = given(shipped).when(CONFIRM).accepted();

        assertThat(events.get(0).order().country()).isEqualTo("DE");
        assertThat(events.get(0).order().region()).isEqualTo("BE");
    }

    @Test
    void an_order_is_placed_once() {
        assertThat(given(PLACE).when(PLACE).rejected())
                .extracting(Rejection::code)
                .isEqualTo("order-already-placed");
    }

    @Test
    void a_placed_order_is_confirmed() {
        assertThat(given(PLACE).when(CONFIRM).accepted()).singleElement().isInstanceOf(OrderConfirmed.class);
    }

    @Test
    void confirming_again_changes_nothing() {
        assertThat(given(PLACE, CONFIRM).when(CONFIRM).accepted()).isEmpty();
    }

    @Test
    void a_cancelled_order_is_not_confirmed() {
        assertThat(given(PLACE, CANCEL).when(CONFIRM).rejected())
                .isEqualTo(new Rejection.RuleBroken(
                        Rejection.Rule.WRONG_LIFECYCLE, "An order that is CANCELLED cannot be confirmed."));
    }

    @Test
    void cancelling_takes_everything_off_and_says_what_it_was_worth() {
        List<OrderEvent> events = given(PLACE, CONFIRM).when(CANCEL).accepted();

        assertThat(events).singleElement().isInstanceOfSatisfying(OrderCancelled.class, cancelled -> {
            assertThat(cancelled.reason()).isEqualTo("mistake");
            assertThat(cancelled.totals().grand()).isZero();
            assertThat(cancelled.lines()).singleElement().satisfies(line -> {
                assertThat(line.quantity()).isEqualTo(2);
                assertThat(line.amounts().net()).isEqualTo(2_000);
                assertThat(line.amounts().tax()).isEqualTo(380);
            });
        });
    }

    @Test
    void cancelling_again_changes_nothing() {
        assertThat(given(PLACE, CANCEL).when(CANCEL).accepted()).isEmpty();
    }

    @Test
    void cancelling_names_each_line() {
        PlaceOrder two = order().line(1, "1").line(2, "2").place();

        OrderCancelled cancelled =
                (OrderCancelled) given(two).when(CANCEL).accepted().get(0);

        assertThat(cancelled.lines()).extracting(CancelledLine::lineId).containsExactly("l1", "l2");
    }

    static Stream<OrderCommand> changes() {
        return Stream.of(CONFIRM, CANCEL, new AddNote("hello", Visibility.INTERNAL));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void an_order_that_was_never_placed_is_unknown(OrderCommand change) {
        assertThat(given().when(change).rejected()).extracting(Rejection::code).isEqualTo("unknown-order");
    }

    static Stream<Arguments> impossible() {
        return Stream.of(
                Arguments.of("/placedAt", order().placedAt(NOW.plusMillis(1)).line(1, "1")),
                Arguments.of(
                        "/lines/1/lineId",
                        order().line(lineOf("a", 1, "1", "0")).line(lineOf("a", 1, "1", "0"))),
                Arguments.of("/lines/0/discounts/0/amount", order().line(lineOf("a", 1, "1", "0.001"))),
                Arguments.of("/lines/0/discounts", order().line(lineOf("a", 1, "1", "1.01"))),
                Arguments.of("/discounts", order().line(1, "1").discount(DiscountScope.ORDER, "1.01")),
                Arguments.of("/discounts/0/scope", order().line(1, "1").discount(DiscountScope.LINE, "1")),
                Arguments.of("/discounts", order().line(1, "1").discount(DiscountScope.SHIPPING, "0.01")),
                Arguments.of("/shippingCharges/0/price", order().line(1, "1").shipping("0.001")),
                Arguments.of("/shippingCharges/0/price", order().line(1, "1").shipping("1e2147483647")),
                Arguments.of("/lines", order().line(1_000_000_000, "99999999999999999999999999")),
                Arguments.of(
                        "/totals/grand",
                        order().line(1, "1")
                                .expecting(new ExpectedTotals(null, null, null, null, new BigDecimal("1.01")))));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void a_value_that_is_not_possible_is_pointed_at(String pointer, Orders order) {
        Rejection rejection = given().when(order.place()).rejected();

        assertThat(rejection)
                .isInstanceOfSatisfying(
                        ImpossibleValues.class,
                        impossible -> assertThat(impossible.values())
                                .extracting(ImpossibleValue::pointer)
                                .containsExactly(pointer));
    }

    @Test
    void totals_that_agree_with_ours_are_accepted() {
        PlaceOrder agreed = order().line(2, "10.00", "0.19")
                .expecting(new ExpectedTotals(
                        new BigDecimal("20"), BigDecimal.ZERO, null, new BigDecimal("3.80"), new BigDecimal("23.8")))
                .place();

        assertThat(given().when(agreed).accepted()).hasSize(1);
    }

    @Test
    void a_stream_that_does_not_begin_with_placing_is_damaged() {
        OrderEvent confirmed = given(PLACE).when(CONFIRM).accepted().get(0);

        assertThatThrownBy(() -> OrderDecider.evolve(Order.NOT_PLACED, confirmed))
                .isInstanceOf(IllegalStateException.class);
    }
}
