package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.order;
import static io.orderstream.command.order.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.HoldCommand.HoldType;
import io.orderstream.command.order.domain.HoldCommand.PlaceHold;
import io.orderstream.command.order.domain.HoldCommand.ReleaseHold;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.Rejection.ImpossibleValues;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.HoldReleased;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldRulesTests {

    private static final PlaceOrder PLACE =
            order().line(2, "10.00").line(1, "5.00").place();
    private static final PlaceHold HOLD = new PlaceHold("h1", HoldType.FRAUD, List.of("l1"), "looks odd");
    private static final ReleaseHold RELEASE = new ReleaseHold("h1");

    @Test
    void a_hold_says_what_it_covers_and_why() {
        HoldPlaced placed = given(PLACE).when(HOLD).records(HoldPlaced.class);

        assertThat(placed.type()).isEqualTo("FRAUD");
        assertThat(placed.lineIds()).containsExactly("l1");
        assertThat(placed.reason()).isEqualTo("looks odd");
    }

    @Test
    void the_same_hold_again_changes_nothing() {
        given(PLACE, HOLD).when(HOLD).changesNothing();
    }

    @Test
    void an_id_stands_for_one_hold() {
        given(PLACE, HOLD)
                .when(new PlaceHold("h1", HoldType.MANUAL, List.of(), ""))
                .rejected("id-taken");
    }

    @Test
    void the_id_of_a_hold_that_is_over_stays_taken() {
        given(PLACE, HOLD, RELEASE)
                .when(new PlaceHold("h1", HoldType.MANUAL, List.of(), ""))
                .rejected("id-taken");
    }

    @Test
    void a_hold_that_is_sent_again_after_its_release_changes_nothing_and_keeps_nothing_back() {
        Scenario released = given(PLACE, HOLD, RELEASE);

        released.when(HOLD).changesNothing();
        assertThat(released.and(HOLD).existing().holds().active()).isEmpty();
    }

    @Test
    void a_hold_that_is_sent_again_is_the_same_whatever_became_of_the_order() {
        given(PLACE, HOLD, new CancelOrder("")).when(HOLD).changesNothing();
    }

    @Test
    void a_hold_covers_lines_of_the_order_only() {
        Rejection rejection = given(PLACE)
                .when(new PlaceHold("h1", HoldType.MANUAL, List.of("l1", "l9"), ""))
                .rejected();

        assertThat(rejection)
                .isInstanceOfSatisfying(
                        ImpossibleValues.class,
                        impossible -> assertThat(impossible.values())
                                .singleElement()
                                .satisfies(value -> assertThat(value.pointer()).isEqualTo("/lineIds/1")));
    }

    @Test
    void a_hold_is_released() {
        given(PLACE, HOLD).when(RELEASE).records(HoldReleased.class);
    }

    @Test
    void releasing_again_changes_nothing() {
        given(PLACE, HOLD, RELEASE).when(RELEASE).changesNothing();
    }

    @Test
    void a_hold_that_was_never_placed_is_unknown() {
        given(PLACE).when(RELEASE).rejected("unknown-hold");
    }

    @Test
    void a_cancelled_order_is_not_held() {
        given(PLACE, new CancelOrder("")).when(HOLD).rejected("wrong-lifecycle");
    }
}
