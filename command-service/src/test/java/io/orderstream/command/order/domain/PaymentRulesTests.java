package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.order;
import static io.orderstream.command.order.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.PaymentCommand.RecordAuthorization;
import io.orderstream.command.order.domain.PaymentCommand.RecordCapture;
import io.orderstream.command.order.domain.PaymentCommand.RecordVoid;
import io.orderstream.events.stored.PaymentAuthorized;
import io.orderstream.events.stored.PaymentCaptured;
import io.orderstream.events.stored.PaymentVoided;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentRulesTests {

    private static final PlaceOrder PLACE = order().line(2, "10.00").place();
    private static final RecordAuthorization AUTHORIZE = authorize("p1", "ref-1", "20.00");
    private static final RecordVoid VOID = new RecordVoid("p1");

    @Test
    void an_authorization_is_recorded() {
        PaymentAuthorized authorized = given(PLACE).when(AUTHORIZE).records(PaymentAuthorized.class);

        assertThat(authorized.amount()).isEqualTo(2_000);
    }

    @Test
    void the_same_reference_again_changes_nothing_whatever_its_id() {
        given(PLACE, AUTHORIZE).when(authorize("p2", "ref-1", "20.00")).changesNothing();
    }

    @Test
    void the_same_reference_with_another_amount_is_a_conflict() {
        given(PLACE, AUTHORIZE).when(authorize("p1", "ref-1", "21.00")).rejected("id-taken");
    }

    @Test
    void the_same_reference_again_changes_nothing_even_with_the_id_of_another_payment() {
        given(PLACE, AUTHORIZE, authorize("p2", "ref-2", "5.00"))
                .when(authorize("p1", "ref-2", "5.00"))
                .changesNothing();
    }

    @Test
    void an_id_stands_for_one_payment() {
        given(PLACE, AUTHORIZE).when(authorize("p1", "ref-2", "20.00")).rejected("id-taken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.001", "99999999999999999999", "100e2147483647"})
    void an_amount_must_be_possible(String amount) {
        given(PLACE).when(authorize("p1", "ref-1", amount)).rejected("impossible-values");
    }

    @Test
    void promises_beyond_what_can_be_counted_are_refused() {
        given(PLACE, authorize("p1", "ref-1", "92233720368547758.07"))
                .when(authorize("p2", "ref-2", "0.01"))
                .rejected("amount-overflow");
    }

    @Test
    void a_capture_lowers_the_balance() {
        PaymentCaptured captured =
                given(PLACE, AUTHORIZE).when(capture("c1", "5.00")).records(PaymentCaptured.class);

        assertThat(captured.totals().captured()).isEqualTo(500);
        assertThat(captured.totals().balance()).isEqualTo(1_500);
    }

    @Test
    void no_more_is_captured_than_was_authorized() {
        given(PLACE, AUTHORIZE, capture("c1", "15.00"))
                .when(capture("c2", "5.01"))
                .rejected("capture-exceeds-authorization");
    }

    @Test
    void the_same_capture_again_changes_nothing() {
        given(PLACE, AUTHORIZE, capture("c1", "20.00"))
                .when(capture("c1", "20.00"))
                .changesNothing();
    }

    @Test
    void the_same_capture_with_another_amount_is_a_conflict() {
        given(PLACE, AUTHORIZE, capture("c1", "5.00"))
                .when(capture("c1", "6.00"))
                .rejected("id-taken");
    }

    @Test
    void the_same_reference_of_a_capture_again_changes_nothing_whatever_its_id() {
        given(PLACE, AUTHORIZE, capture("c1", "ch-1", "5.00"))
                .when(capture("c2", "ch-1", "5.00"))
                .changesNothing();
    }

    @Test
    void the_same_reference_of_a_capture_with_another_amount_is_a_conflict() {
        given(PLACE, AUTHORIZE, capture("c1", "ch-1", "5.00"))
                .when(capture("c2", "ch-1", "6.00"))
                .rejected("id-taken");
    }

    @Test
    void the_same_reference_of_a_capture_of_another_payment_is_a_conflict() {
        given(PLACE, AUTHORIZE, authorize("p2", "ref-2", "20.00"), capture("c1", "ch-1", "5.00"))
                .when(new RecordCapture("p2", "c2", "ch-1", new BigDecimal("5.00")))
                .rejected("id-taken");
    }

    @Test
    void the_same_id_of_a_capture_with_another_reference_is_a_conflict() {
        given(PLACE, AUTHORIZE, capture("c1", "ch-1", "5.00"))
                .when(capture("c1", "ch-2", "5.00"))
                .rejected("id-taken");
    }

    @Test
    void a_capture_whose_reference_was_not_told_is_known_by_its_id() {
        given(PLACE, AUTHORIZE, capture("c1", "5.00"))
                .when(capture("c1", "ch-1", "5.00"))
                .changesNothing();
        given(PLACE, AUTHORIZE, capture("c1", "ch-1", "5.00"))
                .when(capture("c1", "5.00"))
                .changesNothing();
    }

    @Test
    void money_that_comes_in_after_cancelling_is_owed_back() {
        PaymentCaptured captured = given(PLACE, AUTHORIZE, new CancelOrder(""))
                .when(capture("c1", "20.00"))
                .records(PaymentCaptured.class);

        assertThat(captured.totals().balance()).isEqualTo(-2_000);
    }

    @Test
    void voiding_releases_what_was_not_captured() {
        PaymentVoided voided =
                given(PLACE, AUTHORIZE, capture("c1", "5.00")).when(VOID).records(PaymentVoided.class);

        assertThat(voided.amount()).isEqualTo(1_500);
    }

    @Test
    void voiding_again_changes_nothing() {
        given(PLACE, AUTHORIZE, VOID).when(VOID).changesNothing();
    }

    @Test
    void what_is_captured_in_full_is_not_voided() {
        given(PLACE, AUTHORIZE, capture("c1", "20.00")).when(VOID).rejected("nothing-to-void");
    }

    @Test
    void nothing_is_captured_of_a_voided_payment() {
        given(PLACE, AUTHORIZE, VOID).when(capture("c1", "1.00")).rejected("payment-voided");
    }

    @Test
    void a_payment_that_was_never_authorized_is_unknown() {
        given(PLACE).when(capture("c1", "1.00")).rejected("unknown-payment");
        given(PLACE).when(VOID).rejected("unknown-payment");
    }

    private static RecordAuthorization authorize(String paymentId, String reference, String amount) {
        return new RecordAuthorization(paymentId, reference, new BigDecimal(amount));
    }

    private static RecordCapture capture(String captureId, String reference, String amount) {
        return new RecordCapture("p1", captureId, reference, new BigDecimal(amount));
    }

    private static RecordCapture capture(String captureId, String amount) {
        return new RecordCapture("p1", captureId, null, new BigDecimal(amount));
    }
}
