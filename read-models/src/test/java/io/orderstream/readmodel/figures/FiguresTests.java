package io.orderstream.readmodel.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderstream.events.stored.StoredEvent;
import io.orderstream.events.stored.Totals;
import io.orderstream.readmodel.TestLog;
import io.orderstream.readmodel.TestOrder;
import org.junit.jupiter.api.Test;

class FiguresTests {

    private final TestLog log = new TestLog();
    private final TestOrder order = new TestOrder(log, "o1");

    @Test
    void what_was_ordered_is_what_the_order_was_placed_with() {
        order.placed();

        assertThat(figures()).isEqualTo(new Figures(1, 3, 3_000, 0, 500, 665, 4_165, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void a_cancelled_unit_is_taken_off_beside_what_was_ordered() {
        order.placed().cancelledUnits(1);

        Figures figures = figures();
        assertThat(figures.grand()).isEqualTo(4_165);
        assertThat(figures.cancelledUnits()).isEqualTo(1);
        assertThat(figures.cancelled()).isEqualTo(1_190);
        assertThat(figures.cancelledOrders()).isZero();
        assertThat(figures.net()).isEqualTo(4_165 - 1_190);
    }

    @Test
    void a_cancelled_order_leaves_nothing_shipping_included() {
        order.placed().cancelledUnits(1).cancelled(1);

        Figures figures = figures();
        assertThat(figures.orders()).isEqualTo(1);
        assertThat(figures.grand()).isEqualTo(4_165);
        assertThat(figures.cancelledOrders()).isEqualTo(1);
        assertThat(figures.cancelledUnits()).isEqualTo(3);
        assertThat(figures.cancelled()).isEqualTo(4_165);
        assertThat(figures.net()).isZero();
    }

    @Test
    void an_order_cancelled_in_version_1_leaves_what_its_event_does_not_tell() {
        order.placed().cancelledUnits(1).cancelledInVersion1(1);

        Figures figures = figures();
        assertThat(figures.cancelledOrders()).isEqualTo(1);
        assertThat(figures.cancelledUnits()).isEqualTo(3);
        assertThat(figures.cancelled()).isEqualTo(3 * 1_190);
        assertThat(figures.net()).as("shipping with its tax").isEqualTo(595);
    }

    @Test
    void cancelling_the_order_takes_back_what_was_granted() {
        order.placed().captured(4_165).grantRequested(1).refundSucceeded("GRANT", 1_190);
        order.cancelled(2);

        Figures figures = figures();
        assertThat(figures.credited()).isZero();
        assertThat(figures.net()).isZero();
        assertThat(figures.balance()).isEqualTo(-(4_165 - 1_190));
    }

    @Test
    void a_return_credits_the_goods_and_charges_fees() {
        order.placed().captured(4_165).returnReceived(1, 150);

        Figures figures = figures();
        assertThat(figures.returnedUnits()).isEqualTo(1);
        assertThat(figures.credited()).isEqualTo(1_190);
        assertThat(figures.fees()).isEqualTo(150);
        assertThat(figures.net()).isEqualTo(4_165 - 1_190 + 150);
    }

    @Test
    void a_refund_counts_once_it_succeeded() {
        order.placed().captured(5_000).settlementRequested(835);
        assertThat(figures().refunded()).isZero();
        assertThat(figures().pendingRefunds()).isEqualTo(835);

        order.refundSucceeded("SETTLE", 835);
        assertThat(figures().refunded()).isEqualTo(835);
        assertThat(figures().pendingRefunds()).isZero();
        assertThat(figures().balance()).isZero();
    }

    @Test
    void a_refund_that_failed_changed_nothing() {
        order.placed().captured(5_000);
        Figures before = figures();

        order.settlementRequested(835).settlementFailed(835);
        order.grantRequested(1).grantFailed(1);

        assertThat(figures()).isEqualTo(before);
    }

    @Test
    void they_are_what_the_totals_of_the_order_say() {
        order.placed()
                .captured(5_000)
                .cancelledUnits(1)
                .settlementRequested(500)
                .grantRequested(1);
        order.refundSucceeded("SETTLE", 500).returnReceived(1, 100);

        Figures figures = figures();
        Totals totals = order.totals();
        assertThat(figures.net()).isEqualTo(totals.net());
        assertThat(figures.captured()).isEqualTo(totals.captured());
        assertThat(figures.refunded()).isEqualTo(totals.refunded());
        assertThat(figures.pendingRefunds()).isEqualTo(totals.pendingRefunds());
        assertThat(figures.balance()).isEqualTo(totals.balance());
    }

    @Test
    void an_imported_order_counts_as_it_was_placed_and_as_it_stood() {
        order.imported(TestOrder.PLACED_AT, TestOrder.PLACED_AT);

        assertThat(figures())
                .isEqualTo(new Figures(1, 5, 5_000, 0, 500, 1_045, 6_545, 0, 1, 1_190, 1, 50, 1_190, 5_405, 1_000, 0));
        assertThat(figures().net()).isEqualTo(order.totals().net());
        assertThat(figures().balance()).isEqualTo(order.totals().balance());
    }

    @Test
    void a_sum_that_does_not_fit_is_an_error() {
        Figures most = new Figures(Long.MAX_VALUE, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        assertThatThrownBy(() -> most.plus(most)).isInstanceOf(ArithmeticException.class);
    }

    private Figures figures() {
        return log.events().stream().map(StoredEvent::event).map(Figures::of).reduce(Figures.NONE, Figures::plus);
    }
}
