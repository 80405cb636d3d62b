package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.FulfillmentRulesTests.allocate;
import static io.orderstream.command.order.domain.FulfillmentRulesTests.deliver;
import static io.orderstream.command.order.domain.FulfillmentRulesTests.ship;
import static io.orderstream.command.order.domain.Orders.NOW;
import static io.orderstream.command.order.domain.Orders.order;
import static io.orderstream.command.order.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.OrderCommand.CompleteOrder;
import io.orderstream.command.order.domain.OrderCommand.ConfirmOrder;
import io.orderstream.command.order.domain.PaymentCommand.RecordAuthorization;
import io.orderstream.command.order.domain.PaymentCommand.RecordCapture;
import io.orderstream.command.order.domain.ReturnCommand.ApproveReturn;
import io.orderstream.command.order.domain.ReturnCommand.CancelReturn;
import io.orderstream.command.order.domain.ReturnCommand.DeclineReturn;
import io.orderstream.command.order.domain.ReturnCommand.Disposition;
import io.orderstream.command.order.domain.ReturnCommand.Fee;
import io.orderstream.command.order.domain.ReturnCommand.ReceiveReturn;
import io.orderstream.command.order.domain.ReturnCommand.ReceivedItem;
import io.orderstream.command.order.domain.ReturnCommand.RequestReturn;
import io.orderstream.command.order.domain.ReturnCommand.RequestedItem;
import io.orderstream.events.stored.OrderCompleted;
import io.orderstream.events.stored.ReturnReceived;
import io.orderstream.events.stored.ReturnRequested;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnRulesTests {

    private static final Instant UNTIL = NOW.plusSeconds(60);
    private static final CompleteOrder COMPLETE = new CompleteOrder(NOW, UNTIL);
    private static final ApproveReturn APPROVE = new ApproveReturn("t1");

    /** 10.00 for three units, paid for and delivered. */
    private static final Scenario DELIVERED = given(
            order().line(3, "3.3333").place(),
            new ConfirmOrder(),
            new RecordAuthorization("p1", "ref-1", BigDecimal.TEN),
            new RecordCapture("p1", "c1", null, BigDecimal.TEN),
            allocate("f1", 3),
            ship("f1"),
            deliver("f1"));

    private static final Scenario APPROVED = DELIVERED.and(request("t1", 3), APPROVE);

    @Test
    void what_was_shipped_can_be_returned() {
        ReturnRequested requested = DELIVERED.when(request("t1", 2)).records(ReturnRequested.class);

        assertThat(requested.items())
                .singleElement()
                .satisfies(item -> assertThat(item.reason()).isEqualTo("wrong colour"));
    }

    @Test
    void no_more_is_requested_than_is_left() {
        DELIVERED.and(request("t1", 2)).when(request("t2", 2)).rejected("quantity-exceeded");
    }

    @Test
    void what_does_not_come_back_can_be_requested_again() {
        DELIVERED
                .and(request("t1", 3), new DeclineReturn("t1", ""))
                .when(request("t2", 3))
                .records(ReturnRequested.class);
        APPROVED.and(new CancelReturn("t1")).when(request("t2", 3)).records(ReturnRequested.class);
    }

    @Test
    void the_same_request_again_changes_nothing() {
        APPROVED.when(request("t1", 3)).changesNothing();
    }

    @Test
    void what_comes_back_is_credited() {
        ReturnReceived received = APPROVED.when(receive(1)).records(ReturnReceived.class);

        assertThat(received.credit()).isEqualTo(333);
        assertThat(received.totals().credits()).isEqualTo(333);
        assertThat(received.totals().grand()).isEqualTo(1_000);
        assertThat(received.totals().balance()).isEqualTo(-333);
    }

    @Test
    void one_unit_after_another_adds_up_to_the_line() {
        Scenario order = APPROVED.and(receive(1), receive(1), receive(1));

        assertThat(order.existing().totals().credits()).isEqualTo(1_000);
        assertThat(order.existing().totals().balance()).isEqualTo(-1_000);
    }

    @Test
    void what_is_fit_is_restocked_and_the_rest_written_off() {
        Quantities quantities = APPROVED.and(new ReceiveReturn(
                        "t1",
                        List.of(
                                new ReceivedItem("l1", 2, Disposition.RESTOCK),
                                new ReceivedItem("l1", 1, Disposition.WRITE_OFF)),
                        List.of()))
                .line("l1")
                .quantities();

        assertThat(quantities.restocked()).isEqualTo(2);
        assertThat(quantities.writtenOff()).isEqualTo(1);
        assertThat(quantities.received()).isEqualTo(3);
    }

    @Test
    void fees_are_charged_for_the_return() {
        ReturnReceived received = APPROVED.when(receive(3, "1.50")).records(ReturnReceived.class);

        assertThat(received.totals().fees()).isEqualTo(150);
        assertThat(received.totals().balance()).isEqualTo(-850);
    }

    @Test
    void a_return_costs_no_more_than_it_credits() {
        APPROVED.when(receive(1, "3.34")).rejected("fees-exceed-credit");
    }

    @Test
    void no_more_comes_back_than_was_requested() {
        DELIVERED.and(request("t1", 1), APPROVE).when(receive(2)).rejected("quantity-exceeded");
    }

    @Test
    void a_return_comes_back_after_it_is_approved() {
        DELIVERED.and(request("t1", 3)).when(receive(1)).rejected("wrong-return-status");
    }

    @Test
    void a_return_that_came_back_is_not_cancelled() {
        APPROVED.and(receive(3)).when(new CancelReturn("t1")).rejected("wrong-return-status");
    }

    @Test
    void an_order_that_is_delivered_and_paid_for_is_complete() {
        OrderCompleted completed = DELIVERED.when(COMPLETE).records(OrderCompleted.class);

        assertThat(completed.returnsUntil()).isEqualTo(UNTIL);
    }

    @Test
    void completing_again_changes_nothing() {
        DELIVERED.and(COMPLETE).when(COMPLETE).changesNothing();
    }

    @Test
    void an_order_with_an_open_return_is_not_complete() {
        DELIVERED.and(request("t1", 1)).when(COMPLETE).rejected("not-complete");
    }

    @Test
    void an_order_with_a_balance_is_not_complete() {
        APPROVED.and(receive(3)).when(COMPLETE).rejected("not-complete");
    }

    @Test
    void an_order_that_is_not_delivered_is_not_complete() {
        given(
                        order().line(1, "1.00").place(),
                        new ConfirmOrder(),
                        new RecordAuthorization("p1", "ref-1", BigDecimal.ONE),
                        new RecordCapture("p1", "c1", null, BigDecimal.ONE))
                .when(COMPLETE)
                .rejected("not-complete");
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1,false"})
    void returns_of_a_complete_order_are_possible_for_a_while(int late, boolean possible) {
        Scenario.Then then = DELIVERED
                .and(COMPLETE)
                .when(new RequestReturn("t1", List.of(new RequestedItem("l1", 1, "")), UNTIL.plusMillis(late)));

        assertThat(then.decision() instanceof Decision.Accepted).isEqualTo(possible);
    }

    private static RequestReturn request(String returnId, long quantity) {
        return new RequestReturn(returnId, List.of(new RequestedItem("l1", quantity, "wrong colour")), NOW);
    }

    private static ReceiveReturn receive(long quantity) {
        return new ReceiveReturn("t1", List.of(new ReceivedItem("l1", quantity, Disposition.RESTOCK)), List.of());
    }

    private static ReceiveReturn receive(long quantity, String fee) {
        return new ReceiveReturn(
                "t1",
                List.of(new ReceivedItem("l1", quantity, Disposition.RESTOCK)),
                List.of(new Fee("RESTOCKING", new BigDecimal(fee))));
    }
}
