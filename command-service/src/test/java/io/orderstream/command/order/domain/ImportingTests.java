package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.FulfillmentRulesTests.allocate;
import static io.orderstream.command.order.domain.FulfillmentRulesTests.deliver;
import static io.orderstream.command.order.domain.FulfillmentRulesTests.ship;
import static io.orderstream.command.order.domain.Imports.UNTOUCHED;
import static io.orderstream.command.order.domain.Imports.imported;
import static io.orderstream.command.order.domain.Orders.NOW;
import static io.orderstream.command.order.domain.Orders.order;
import static io.orderstream.command.order.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.HoldCommand.HoldType;
import io.orderstream.command.order.domain.HoldCommand.PlaceHold;
import io.orderstream.command.order.domain.HoldCommand.ReleaseHold;
import io.orderstream.command.order.domain.ImportOrder.Progress;
import io.orderstream.command.order.domain.OrderCommand.AddNote;
import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.OrderCommand.ChangeShippingAddress;
import io.orderstream.command.order.domain.OrderCommand.CompleteOrder;
import io.orderstream.command.order.domain.OrderCommand.ConfirmOrder;
import io.orderstream.command.order.domain.OrderCommand.Visibility;
import io.orderstream.command.order.domain.PaymentCommand.RecordAuthorization;
import io.orderstream.command.order.domain.PaymentCommand.RecordCapture;
import io.orderstream.command.order.domain.PaymentCommand.RecordVoid;
import io.orderstream.command.order.domain.PlaceOrder.Address;
import io.orderstream.command.order.domain.RefundCommand.Allocation;
import io.orderstream.command.order.domain.RefundCommand.RecordRefundResult;
import io.orderstream.command.order.domain.RefundCommand.RefundKind;
import io.orderstream.command.order.domain.RefundCommand.RefundResult;
import io.orderstream.command.order.domain.RefundCommand.RequestRefund;
import io.orderstream.command.order.domain.Rejection.ImpossibleValue;
import io.orderstream.command.order.domain.Rejection.ImpossibleValues;
import io.orderstream.command.order.domain.ReturnCommand.ApproveReturn;
import io.orderstream.command.order.domain.ReturnCommand.Disposition;
import io.orderstream.command.order.domain.ReturnCommand.ReceiveReturn;
import io.orderstream.command.order.domain.ReturnCommand.ReceivedItem;
import io.orderstream.command.order.domain.ReturnCommand.RequestReturn;
import io.orderstream.command.order.domain.ReturnCommand.RequestedItem;
import io.orderstream.events.stored.FulfillmentCancelled;
import io.orderstream.events.stored.FulfillmentDelivered;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCompleted;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderImported.TotalDifference;
import io.orderstream.events.stored.RefundRequested;
import io.orderstream.events.stored.ReturnReceived;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportingTests {

    /** Three units for 10.00 and 19 % tax: 11.90. */
    private static final Orders TAXED = order().line(3, "3.3333", "0.19");

    private static final Orders PLAIN = order().line(3, "3.3333");

    /** 10.00 for three units, delivered and paid for elsewhere. */
    private static final Scenario COMPLETED =
            given(imported(PLAIN).as(Lifecycle.COMPLETED).paid("p1", "10", "0").command());

    @Test
    void an_order_stands_as_it_stood_there() {
        Scenario order = given(imported(TAXED)
                .line(0, new Progress(1, 2, 2, 1, 0, 1, 0, 1))
                .paid("p1", "11.90", "3.00")
                .command());

        assertThat(order.existing().lifecycle()).isEqualTo(Lifecycle.CONFIRMED);
        assertThat(order.line("l1").quantities()).isEqualTo(new Quantities(3, 1, 2, 2, 1, 0, 1, 1, 0, 1));
        assertThat(order.existing().totals()).isEqualTo(Totals.of(667, 0, 0, 0, 127, 398, 1_190, 300, 0));
    }

    @Test
    void quantities_that_are_not_told_are_what_the_lifecycle_says() {
        assertThat(COMPLETED.line("l1").quantities().delivered()).isEqualTo(3);
        assertThat(given(imported(PLAIN).as(Lifecycle.CANCELLED).command())
                        .line("l1")
                        .quantities()
                        .active())
                .isZero();
        assertThat(given(imported(PLAIN).command()).line("l1").quantities().unallocated())
                .isEqualTo(3);
    }

    @Test
    void totals_that_are_not_stated_are_ours_and_no_difference() {
        OrderImported event = importing(imported(TAXED));

        assertThat(event.totals()).isEqualTo(Totals.of(1_000, 0, 0, 0, 190, 0, 0, 0, 0));
        assertThat(event.differences()).isEmpty();
    }

    @Test
    void totals_that_are_stated_are_kept_and_differences_told() {
        OrderImported event = importing(imported(TAXED).stating("10.00", "0", "0", "0.50", "1.89", "12.39", "0"));

        assertThat(event.totals()).isEqualTo(Totals.of(1_000, 0, 0, 50, 189, 0, 0, 0, 0));
        assertThat(event.differences())
                .containsExactly(new TotalDifference("tax", 189, 190), new TotalDifference("grand", 1_239, 1_240));
    }

    @Test
    void the_balance_follows_from_the_totals_that_are_kept() {
        OrderImported event = importing(
                imported(TAXED).paid("p1", "11.90", "1.00").stating("10.00", "0", "0", "0", "1.90", "12.00", "2.00"));

        assertThat(event.totals().net()).isEqualTo(1_000);
        assertThat(event.totals().balance()).isEqualTo(1_000 - (1_190 - 100));
    }

    @Test
    void a_grand_total_that_is_not_the_sum_of_its_parts_stays_as_far_from_it() {
        Scenario order = given(imported(TAXED)
                .stating("10.00", "0", "0", "0", "1.90", "12.00", "0")
                .command());

        Totals totals = order.when(new CancelLines(List.of(new Item("l1", 1)), ""))
                .records(LinesCancelled.class)
                .totals();

        assertThat(totals).isEqualTo(Totals.stated(667, 0, 0, 0, 127, 804, 0, 0, 0, 0));
    }

    @Test
    void lines_amount_to_the_totals_that_are_kept() {
        OrderImported event =
                importing(imported(order().line(3, "3.3333", "0.19").line(2, "5.00", "0.07"))
                        .line(0, new Progress(1, 0, 0, 0, 0, 0, 0, 0))
                        .line(1, UNTOUCHED)
                        .stating("17.01", "1.00", "0", "0", "2.05", "-", "-"));

        assertThat(event.lines().stream()
                        .mapToLong(line -> line.ordered().amounts().net()
                                - line.cancelled().net())
                        .sum())
                .isEqualTo(1_601);
        assertThat(event.lines().stream()
                        .mapToLong(line -> line.ordered().amounts().tax()
                                - line.cancelled().tax())
                        .sum())
                .isEqualTo(205);
    }

    @Test
    void what_is_cancelled_later_adds_up_to_the_totals_that_are_kept() {
        Scenario order = given(imported(TAXED)
                .stating("9.00", "0", "0", "0", "1.00", "10.00", "0")
                .command());

        Scenario emptied = order.and(
                new CancelLines(List.of(new Item("l1", 1)), ""), new CancelLines(List.of(new Item("l1", 2)), ""));

        assertThat(emptied.existing().totals()).isEqualTo(Totals.of(0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void an_amount_that_no_line_can_carry_stays_with_the_order() {
        Scenario order = given(imported(PLAIN)
                .stating("10.00", "0", "0", "0", "1.90", "11.90", "0")
                .command());

        Scenario emptied = order.and(new CancelLines(List.of(new Item("l1", 3)), ""));

        assertThat(emptied.existing().totals()).isEqualTo(Totals.of(0, 0, 0, 0, 190, 0, 0, 0, 0));
    }

    @Test
    void an_imported_order_is_not_imported_again_by_another_command() {
        COMPLETED.when(imported(PLAIN).command()).rejected("order-already-placed");
    }

    @Test
    void quantities_that_cannot_be_are_named() {
        assertThat(impossible(imported(PLAIN).line(0, new Progress(2, 2, 2, 2, 0, 0, 0, 0))))
                .containsExactly("/lines/0/quantities");
        assertThat(impossible(imported(PLAIN).line(0, new Progress(2, 0, 0, 0, 0, 0, 0, 2))))
                .containsExactly("/lines/0/quantities/credited");
        assertThat(impossible(imported(PLAIN).as(Lifecycle.COMPLETED).line(0, UNTOUCHED)))
                .containsExactly("/lines/0/quantities");
        assertThat(impossible(imported(PLAIN).as(Lifecycle.CANCELLED).line(0, UNTOUCHED)))
                .containsExactly("/lines/0/quantities");
        assertThat(impossible(imported(PLAIN).as(Lifecycle.PLACED).line(0, new Progress(0, 1, 0, 0, 0, 0, 0, 0))))
                .containsExactly("/lines/0/quantities");
    }

    @Test
    void payments_that_cannot_be_are_named() {
        assertThat(impossible(imported(PLAIN).payment("p1", "5", "6", "0"))).containsExactly("/payments/0/captures");
        assertThat(impossible(imported(PLAIN).payment("p1", "5", "5", "6"))).containsExactly("/payments/0/refunded");
        assertThat(impossible(imported(PLAIN).paid("p1", "5", "0").paid("p1", "5", "0")))
                .containsExactly("/payments/1/paymentId", "/payments/1/reference", "/payments/1/captures/0");
    }

    @Test
    void totals_that_cannot_be_are_named() {
        assertThat(impossible(imported(PLAIN).stating("10.001", "-", "-", "-", "-", "0.001", "-")))
                .containsExactly("/totals/subtotal", "/totals/grand");
        assertThat(impossible(imported(PLAIN).stating("-", "-", "-", "-", "-", "10.00", "10.01")))
                .containsExactly("/totals/credits");
    }

    @Test
    void an_order_is_completed_at_some_time_and_not_in_the_future() {
        assertThat(impossible(imported(PLAIN).as(Lifecycle.COMPLETED).completedAt(null)))
                .containsExactly("/completedAt");
        assertThat(impossible(imported(PLAIN).as(Lifecycle.COMPLETED).completedAt(NOW.plusSeconds(1))))
                .containsExactly("/completedAt");
        assertThat(impossible(imported(PLAIN).completedAt(NOW))).containsExactly("/completedAt");
    }

    @Test
    void a_completed_order_is_returned_and_refunded() {
        Scenario returned = COMPLETED.and(
                new RequestReturn("t1", List.of(new RequestedItem("l1", 2, "")), NOW), new ApproveReturn("t1"));

        ReturnReceived received = returned.when(receive("t1", 2)).records(ReturnReceived.class);
        assertThat(received.credit()).isEqualTo(667);
        assertThat(received.totals().balance()).isEqualTo(-667);

        returned.and(
                receive("t1", 2),
                refund(RefundKind.SETTLE, "6.67", 0),
                new RecordRefundResult("r1", RefundResult.SUCCEEDED, ""));
    }

    @Test
    void a_completed_order_takes_no_return_after_its_window() {
        COMPLETED
                .when(new RequestReturn("t1", List.of(new RequestedItem("l1", 2, "")), NOW.plusSeconds(61)))
                .rejected("return-window-closed");
    }

    @Test
    void what_was_credited_before_is_not_credited_again() {
        Scenario order = given(imported(PLAIN)
                .as(Lifecycle.COMPLETED)
                .line(0, new Progress(0, 3, 3, 3, 0, 1, 0, 1))
                .paid("p1", "10.00", "3.33")
                .command());

        RefundRequested rest = order.when(refund(RefundKind.GRANT, "6.67", 2)).records(RefundRequested.class);

        assertThat(rest.totals().net()).isZero();
        order.when(refund(RefundKind.GRANT, "10.00", 3)).rejected("refund-exceeds-captured");
    }

    @Test
    void what_was_paid_back_before_is_not_paid_back_again() {
        given(imported(PLAIN)
                        .paid("p1", "10", "4")
                        .stating("-", "-", "-", "-", "-", "-", "4")
                        .command())
                .when(refund(RefundKind.GRANT, "7", 0))
                .rejected("refund-exceeds-captured");
    }

    @Test
    void a_return_that_was_requested_there_is_received_here() {
        Scenario order = given(imported(PLAIN)
                .line(0, new Progress(0, 3, 3, 3, 2, 0, 0, 0))
                .paid("p1", "10", "0")
                .command());

        ReturnReceived received =
                order.and(new ApproveReturn("t0")).when(receive("t0", 2)).records(ReturnReceived.class);

        assertThat(received.credit()).isEqualTo(667);
    }

    @Test
    void what_was_set_aside_there_is_shipped_and_delivered_here() {
        Scenario order = given(imported(PLAIN)
                .line(0, new Progress(0, 3, 1, 0, 0, 0, 0, 0))
                .paid("p1", "10", "0")
                .command());

        order.when(new FulfillmentCommand.CancelFulfillment("f0")).records(FulfillmentCancelled.class);
        order.when(deliver("f0")).records(FulfillmentDelivered.class);
        order.and(ship("f0"), deliver("f0")).when(new CompleteOrder(NOW, NOW)).records(OrderCompleted.class);
    }

    @Test
    void an_order_that_was_only_placed_goes_all_the_way() {
        given(imported(TAXED)
                        .as(Lifecycle.PLACED)
                        .stating("10.00", "0", "0", "0", "1.90", "12.00", "0")
                        .command())
                .and(
                        new PlaceHold("h1", HoldType.MANUAL, List.of(), ""),
                        new ReleaseHold("h1"),
                        new AddNote("rings twice", Visibility.INTERNAL),
                        new ChangeShippingAddress(new Address("Ada", List.of("1 Main St"), "Berlin", null, null, "DE")),
                        new ConfirmOrder(),
                        new RecordAuthorization("p1", "ref-1", new BigDecimal("20.00")),
                        new RecordCapture("p1", "c1", null, new BigDecimal("12.00")),
                        new RecordVoid("p1"),
                        allocate("f1", 3),
                        ship("f1"),
                        deliver("f1"))
                .when(new CompleteOrder(NOW, NOW))
                .records(OrderCompleted.class);
    }

    @Test
    void an_open_order_is_cancelled_with_what_was_set_aside() {
        Scenario order = given(imported(PLAIN)
                .line(0, new Progress(0, 2, 0, 0, 0, 0, 0, 0))
                .paid("p1", "10", "0")
                .command());

        Scenario cancelled = order.and(new CancelOrder(""));

        assertThat(order.when(new CancelOrder("")).accepted())
                .hasExactlyElementsOfTypes(FulfillmentCancelled.class, OrderCancelled.class);
        assertThat(cancelled.existing().totals().balance()).isEqualTo(-1_000);
    }

    @Test
    void the_same_payment_and_capture_again_are_no_event() {
        COMPLETED.when(new RecordAuthorization("p1", "ref-p1", BigDecimal.TEN)).changesNothing();
        COMPLETED.when(new RecordCapture("p1", "c-p1", null, BigDecimal.TEN)).changesNothing();
        COMPLETED.when(new RecordVoid("p1")).rejected("nothing-to-void");
    }

    private static OrderImported importing(Imports imports) {
        return given().when(imports.command()).records(OrderImported.class);
    }

    private static List<String> impossible(Imports imports) {
        Rejection rejection = given().when(imports.command()).rejected();
        return ((ImpossibleValues) rejection)
                .values().stream().map(ImpossibleValue::pointer).toList();
    }

    private static ReceiveReturn receive(String returnId, long units) {
        return new ReceiveReturn(returnId, List.of(new ReceivedItem("l1", units, Disposition.RESTOCK)), List.of());
    }

    private static RequestRefund refund(RefundKind kind, String amount, long units) {
        boolean grantsNothingInParticular = kind == RefundKind.GRANT && units == 0;
        return new RequestRefund(
                "r1",
                kind,
                List.of(new Allocation("p1", new BigDecimal(amount))),
                units == 0 ? List.of() : List.of(new Item("l1", units)),
                BigDecimal.ZERO,
                grantsNothingInParticular ? new BigDecimal(amount) : BigDecimal.ZERO,
                "");
    }
}
