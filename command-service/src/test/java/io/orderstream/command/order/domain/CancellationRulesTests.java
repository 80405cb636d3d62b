package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.lineOf;
import static io.orderstream.command.order.domain.Orders.order;
import static io.orderstream.command.order.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.Rejection.ImpossibleValues;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationRulesTests {

    /** Three units for 10.00 less a discount of 0.01, with 19 % tax: nothing divides by three. */
    private static final PlaceOrder PLACE = order().line(lineOf("l1", 3, "3.335", "0.01", "0.19"))
            .line(1, "5.00")
            .place();

    @Test
    void a_part_of_a_line_is_worth_its_share() {
        LinesCancelled cancelled = given(PLACE).when(cancel(1)).records(LinesCancelled.class);

        assertThat(cancelled.lines())
                .containsExactly(new CancelledLine("l1", "SKU-l1", 1, new LineAmounts(333, 0, 333, List.of(63L))));
        assertThat(cancelled.totals().grand()).isEqualTo(1_189 + 500 - 333 - 63);
    }

    @Test
    void one_unit_after_another_adds_up_to_the_line() {
        Scenario order = given(PLACE, cancel(1), cancel(1), cancel(1));

        assertThat(order.line("l1").taken()).isEqualTo(order.line("l1").amounts());
        assertThat(order.existing().totals().grand()).isEqualTo(500);
    }

    @Test
    void cancelling_the_order_afterwards_takes_off_what_is_left() {
        Scenario order = given(PLACE, cancel(2));
        OrderCancelled cancelled = order.when(new CancelOrder("")).records(OrderCancelled.class);

        assertThat(cancelled.before()).isEqualTo(order.existing().totals());
        assertThat(cancelled.lines()).extracting(CancelledLine::quantity).containsExactly(1L, 1L);
        assertThat(cancelled.totals().grand()).isZero();
    }

    @Test
    void an_order_folds_the_same_if_its_cancellation_was_recorded_in_version_1() {
        Scenario order = given(PLACE, cancel(2));
        OrderCancelled now = order.when(new CancelOrder("")).records(OrderCancelled.class);
        OrderCancelled then = new OrderCancelled(now.order(), now.reason(), now.lines(), null, now.totals());

        assertThat(OrderDecider.evolve(order.existing(), then)).isEqualTo(OrderDecider.evolve(order.existing(), now));
    }

    @Test
    void no_more_is_cancelled_than_is_there() {
        given(PLACE, cancel(2)).when(cancel(2)).rejected("quantity-exceeded");
    }

    @Test
    void every_impossible_item_is_pointed_at() {
        Rejection rejection = given(PLACE)
                .when(new CancelLines(List.of(new Item("l1", 1), new Item("l9", 1), new Item("l1", 1)), ""))
                .rejected();

        assertThat(rejection)
                .isInstanceOfSatisfying(
                        ImpossibleValues.class,
                        impossible -> assertThat(impossible.values())
                                .extracting(Rejection.ImpossibleValue::pointer)
                                .containsExactly("/items/1/lineId", "/items/2/lineId"));
    }

    @Test
    void lines_of_a_cancelled_order_are_not_cancelled_again() {
        given(PLACE, new CancelOrder("")).when(cancel(1)).rejected("wrong-lifecycle");
    }

    private static CancelLines cancel(long quantity) {
        return new CancelLines(List.of(new Item("l1", quantity)), "");
    }
}
