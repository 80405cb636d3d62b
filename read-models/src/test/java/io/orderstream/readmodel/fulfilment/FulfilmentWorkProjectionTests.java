package io.orderstream.readmodel.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.readmodel.OutOfSequenceException;
import io.orderstream.readmodel.TestLog;
import io.orderstream.readmodel.TestOrder;
import org.junit.jupiter.api.Test;

class FulfilmentWorkProjectionTests {

    private final TestLog log = new TestLog();
    private final FulfilmentWorkProjection projection = new FulfilmentWorkProjection();
    private final TestOrder order = new TestOrder(log, "o1").units(5);

    @Test
    void what_is_ordered_and_to_be_shipped_waits() {
        order.placed();

        assertThat(work().waiting()).isEqualTo(5);
        assertThat(work().open()).isTrue();
        assertThat(work().confirmed()).isFalse();
        assertThat(work().placedAt()).isEqualTo(TestOrder.PLACED_AT);
    }

    @Test
    void units_go_from_waiting_to_allocated_to_on_their_way_to_done() {
        order.placed().confirmed().allocated(4).shipped(3).delivered(2, TestOrder.PLACED_AT);

        assertThat(work().waiting()).isEqualTo(1);
        assertThat(work().allocated()).isEqualTo(1);
        assertThat(work().inTransit()).isEqualTo(1);
        assertThat(work().confirmed()).isTrue();
    }

    @Test
    void an_order_of_which_everything_arrived_is_not_open() {
        order.placed().confirmed().allocated(5).shipped(5).delivered(5, TestOrder.PLACED_AT);

        assertThat(work().open()).isFalse();
    }

    @Test
    void what_is_let_go_waits_again() {
        order.placed().confirmed().allocated(4).allocationCancelled(3);

        assertThat(work().waiting()).isEqualTo(4);
        assertThat(work().allocated()).isEqualTo(1);
    }

    @Test
    void what_is_cancelled_is_no_work() {
        order.placed().cancelledUnits(2);
        assertThat(work().waiting()).isEqualTo(3);

        order.cancelled(3);
        assertThat(work().open()).isFalse();
    }

    @Test
    void an_order_is_held_until_every_hold_is_released() {
        order.placed().held("h1").held("h2").released("h1");
        assertThat(work().holds()).containsExactly("h2");

        order.released("h2");
        assertThat(work().holds()).isEmpty();
    }

    @Test
    void a_return_is_work_until_it_came_or_does_not_come() {
        order.placed().confirmed().allocated(5).shipped(5).delivered(5, TestOrder.PLACED_AT);
        order.returnRequested(3).returnReceived(1, 0);
        assertThat(work().toReceive()).isEqualTo(2);
        assertThat(work().open()).isTrue();

        order.returnCancelled(2);
        assertThat(work().open()).isFalse();
    }

    @Test
    void an_imported_order_has_the_work_that_is_left_of_it() {
        order.imported(TestOrder.PLACED_AT, TestOrder.PLACED_AT);

        assertThat(work().waiting()).isEqualTo(1);
        assertThat(work().allocated()).isZero();
        assertThat(work().inTransit()).isZero();
        assertThat(work().confirmed()).isTrue();
    }

    @Test
    void an_order_that_was_never_placed_is_out_of_sequence() {
        order.confirmed();

        assertThatThrownBy(this::work).isInstanceOf(OutOfSequenceException.class);
    }

    private FulfilmentWorkDocument work() {
        return log.fold(projection).get("o1");
    }
}
