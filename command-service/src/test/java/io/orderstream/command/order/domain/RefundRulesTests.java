package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.lineOf;
import static io.orderstream.command.order.domain.Orders.order;
import static io.orderstream.command.order.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.PaymentCommand.RecordAuthorization;
import io.orderstream.command.order.domain.PaymentCommand.RecordCapture;
import io.orderstream.command.order.domain.RefundCommand.Allocation;
import io.orderstream.command.order.domain.RefundCommand.RecordRefundResult;
import io.orderstream.command.order.domain.RefundCommand.RefundKind;
import io.orderstream.command.order.domain.RefundCommand.RefundResult;
import io.orderstream.command.order.domain.RefundCommand.RequestRefund;
import io.orderstream.events.stored.RefundFailed;
import io.orderstream.events.stored.RefundRequested;
import io.orderstream.events.stored.RefundSucceeded;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefundRulesTests {

    /** 10.00 for three units and 5.00 for shipping. */
    private static final Scenario PAID = given(
            order().line(lineOf("l1", 3, "3.3333", "0")).shipping("5.00").place(),
            new RecordAuthorization("p1", "ref-1", new BigDecimal("20.00")),
            new RecordCapture("p1", "c1", null, new BigDecimal("15.00")));

    private static final RecordRefundResult SUCCESS = new RecordRefundResult("r1", RefundResult.SUCCEEDED, "");
    private static final RecordRefundResult FAILURE =
            new RecordRefundResult("r1", RefundResult.FAILED, "account closed");

    @Test
    void a_grant_credits_what_it_pays_back() {
        RefundRequested requested = PAID.when(grant("r1", "3.33", 1, "0", "0")).records(RefundRequested.class);

        assertThat(requested.totals().credits()).isEqualTo(333);
        assertThat(requested.totals().pendingRefunds()).isEqualTo(333);
        assertThat(requested.totals().balance()).isEqualTo(-333);
        assertThat(requested.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.amounts().worth()).isEqualTo(333));
    }

    @Test
    void a_grant_that_succeeds_settles_the_balance() {
        RefundSucceeded succeeded =
                PAID.and(grant("r1", "3.33", 1, "0", "0")).when(SUCCESS).records(RefundSucceeded.class);

        assertThat(succeeded.totals().refunded()).isEqualTo(333);
        assertThat(succeeded.totals().pendingRefunds()).isZero();
        assertThat(succeeded.totals().balance()).isZero();
    }

    @Test
    void a_grant_that_fails_takes_its_credit_back() {
        Scenario before = PAID.and(grant("r1", "5.33", 1, "1.00", "1.00"));

        RefundFailed failed = before.when(FAILURE).records(RefundFailed.class);

        assertThat(failed.totals()).isEqualTo(PAID.existing().totals());
        assertThat(before.and(FAILURE).line("l1")).isEqualTo(PAID.line("l1"));
        assertThat(before.and(FAILURE).existing().creditableShipping()).isEqualTo(500);
    }

    @Test
    void a_line_adds_up_through_cancellations_grants_and_failures() {
        Scenario order = PAID.and(
                grant("r1", "3.33", 1, "0", "0"),
                new CancelLines(List.of(new Item("l1", 1)), ""),
                FAILURE,
                new CancelLines(List.of(new Item("l1", 1)), ""),
                grant("r2", "3.33", 1, "0", "0"));

        assertThat(order.line("l1").taken().net()).isEqualTo(1_000);
        assertThat(order.existing().totals().net()).isEqualTo(500);
    }

    /** Four units for one cent: one is worth nothing, two nothing, three a cent. */
    @Test
    void a_step_is_never_worth_less_than_nothing() {
        Scenario order = given(
                        order().line(4, "0.0025").line(1, "10.00").place(),
                        new RecordAuthorization("p1", "ref-1", BigDecimal.TEN),
                        new RecordCapture("p1", "c1", null, BigDecimal.TEN))
                .and(
                        grant("r1", "1.00", 2, "0", "1.00"),
                        new CancelLines(List.of(new Item("l1", 1)), ""),
                        FAILURE,
                        new CancelLines(List.of(new Item("l1", 1)), ""));

        assertThat(order.line("l1").taken().net()).isEqualTo(1);
        assertThat(order.existing().totals().grand()).isEqualTo(1_000);
    }

    @Test
    void the_amount_must_be_what_is_credited() {
        PAID.when(grant("r1", "3.34", 1, "0", "0")).rejected("impossible-values");
    }

    @Test
    void shipping_is_credited_once() {
        PAID.and(grant("r1", "4.00", 0, "4.00", "0"))
                .when(grant("r2", "1.01", 0, "1.01", "0"))
                .rejected("credit-exceeds-order");
    }

    @Test
    void no_more_units_are_credited_than_are_left() {
        PAID.and(grant("r1", "6.67", 2, "0", "0"))
                .when(grant("r2", "6.67", 2, "0", "0"))
                .rejected("quantity-exceeded");
    }

    @Test
    void a_unit_that_is_credited_is_not_cancelled_too() {
        PAID.and(grant("r1", "6.67", 2, "0", "0"))
                .when(new CancelLines(List.of(new Item("l1", 2)), ""))
                .rejected("quantity-exceeded");
    }

    @Test
    void no_more_is_credited_than_the_order_is_worth() {
        PAID.and(new RecordCapture("p1", "c2", null, new BigDecimal("5.00")))
                .when(grant("r1", "15.01", 0, "0", "15.01"))
                .rejected("credit-exceeds-order");
    }

    @Test
    void no_more_is_refunded_than_was_captured() {
        PAID.and(grant("r1", "10.00", 0, "0", "10.00"))
                .when(grant("r2", "5.01", 0, "0", "5.01"))
                .rejected("refund-exceeds-captured");
    }

    @Test
    void settling_pays_out_what_is_owed_and_no_more() {
        Scenario owed = PAID.and(new CancelLines(List.of(new Item("l1", 1)), ""));

        owed.when(settle("r1", "3.34")).rejected("refund-exceeds-balance");
        RefundRequested requested = owed.when(settle("r1", "3.33")).records(RefundRequested.class);

        assertThat(requested.totals().credits()).isZero();
        assertThat(requested.totals().balance()).isEqualTo(-333);
    }

    @Test
    void what_is_being_settled_is_not_settled_again() {
        PAID.and(new CancelLines(List.of(new Item("l1", 1)), ""), settle("r1", "3.33"))
                .when(settle("r2", "0.01"))
                .rejected("refund-exceeds-balance");
    }

    @Test
    void a_failed_refund_gives_its_amount_back() {
        PAID.and(new CancelOrder(""), settle("r1", "15.00"), FAILURE)
                .when(settle("r2", "15.00"))
                .records(RefundRequested.class);
    }

    @Test
    void settling_credits_nothing() {
        PAID.and(new CancelOrder(""))
                .when(new RequestRefund(
                        "r1",
                        RefundKind.SETTLE,
                        List.of(new Allocation("p1", BigDecimal.ONE)),
                        List.of(),
                        BigDecimal.ONE,
                        BigDecimal.ZERO,
                        ""))
                .rejected("impossible-values");
    }

    @Test
    void the_same_refund_again_changes_nothing() {
        PAID.and(grant("r1", "6.67", 2, "0", "0"))
                .when(grant("r1", "6.67", 2, "0", "0"))
                .changesNothing();
    }

    @Test
    void the_same_refund_with_another_amount_is_a_conflict() {
        PAID.and(grant("r1", "1.00", 0, "0", "1.00"))
                .when(grant("r1", "2.00", 0, "0", "2.00"))
                .rejected("id-taken");
    }

    @Test
    void the_same_result_again_changes_nothing() {
        PAID.and(grant("r1", "1.00", 0, "0", "1.00"), SUCCESS).when(SUCCESS).changesNothing();
    }

    @Test
    void a_result_is_not_taken_back() {
        PAID.and(grant("r1", "1.00", 0, "0", "1.00"), SUCCESS).when(FAILURE).rejected("refund-decided");
    }

    @Test
    void a_refund_that_was_never_requested_is_unknown() {
        PAID.when(SUCCESS).rejected("unknown-refund");
    }

    @Test
    void a_refund_goes_back_to_payments_of_the_order() {
        PAID.when(new RequestRefund(
                        "r1",
                        RefundKind.GRANT,
                        List.of(new Allocation("p9", BigDecimal.ONE)),
                        List.of(),
                        BigDecimal.ZERO,
                        BigDecimal.ONE,
                        ""))
                .rejected("impossible-values");
    }

    @Test
    void an_order_is_not_cancelled_while_a_grant_is_under_way() {
        PAID.and(grant("r1", "1.00", 0, "0", "1.00")).when(new CancelOrder("")).rejected("refund-pending");
    }

    @Test
    void no_more_lines_are_cancelled_than_were_left_without_credits() {
        PAID.and(grant("r1", "14.00", 0, "0", "14.00"))
                .when(new CancelLines(List.of(new Item("l1", 3)), ""))
                .rejected("credit-exceeds-order");
    }

    private static RequestRefund grant(String refundId, String amount, long units, String shipping, String adjustment) {
        return new RequestRefund(
                refundId,
                RefundKind.GRANT,
                List.of(new Allocation("p1", new BigDecimal(amount))),
                units == 0 ? List.of() : List.of(new Item("l1", units)),
                new BigDecimal(shipping),
                new BigDecimal(adjustment),
                "");
    }

    private static RequestRefund settle(String refundId, String amount) {
        return new RequestRefund(
                refundId,
                RefundKind.SETTLE,
                List.of(new Allocation("p1", new BigDecimal(amount))),
                List.of(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                "");
    }
}
