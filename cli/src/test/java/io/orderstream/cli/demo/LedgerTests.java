package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTests {

    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    /** Three units for 10.00, shipped free: what cancelling them one by one leaves. */
    private final Ledger ledger = new Ledger(Rows.order(4, 'O', Rows.FRANCE, Rows.line(3, 1_000, 0, 0, "MAIL")));

    @Test
    void parts_of_a_line_add_up_to_it() {
        var worth = new ArrayList<String>();
        for (var unit = 0; unit < 3; unit++) {
            ledger.cancel(0, 1);
            worth.add(ledger.grand().toPlainString());
        }

        assertThat(worth).containsExactly("6.67", "3.33", "0.00");
    }

    @ParameterizedTest
    @CsvSource({"6, 10.00, 0.80", "12, 10, 1", "13, 10.000, 0.800"})
    void tax_goes_with_the_units_in_the_decimals_of_the_currency(long nation, BigDecimal net, BigDecimal tax) {
        var taxed = new Ledger(Rows.order(4, 'O', nation, Rows.line(3, 1_000, 0, 8, "MAIL")));

        assertThat(taxed.grand()).isEqualTo(net.add(tax));
        taxed.cancel(0, 3);
        assertThat(taxed.grand()).isEqualTo(net.subtract(net));
    }

    @Test
    void what_comes_back_is_credited_less_the_fee() {
        paid("10.00");

        ledger.receive(List.of(new Item(0, 1)), new BigDecimal("0.50"));

        assertThat(ledger.standing("CONFIRMED"))
                .hasToString("CONFIRMED, worth 10.50 EUR, captured 10.00 EUR, refunded 0.00 EUR, balance -2.83 EUR");
        assertThat(ledger.owed()).isEqualTo("2.83");
    }

    @Test
    void units_that_were_granted_before_count_for_nothing_when_they_come_back() {
        paid("10.00");
        ledger.grant(0, 1, NOTHING);

        ledger.receive(List.of(new Item(0, 3)), NOTHING);

        assertThat(ledger.net()).isEqualTo("0.00");
    }

    @Test
    void no_more_is_credited_than_the_order_is_worth() {
        paid("10.00");
        ledger.grant(0, 1, new BigDecimal("1.00"));

        ledger.receive(List.of(new Item(0, 2)), NOTHING);

        assertThat(ledger.net()).isEqualTo("0.00");
    }

    @Test
    void a_grant_that_fails_leaves_nothing_behind() {
        paid("10.00");
        ledger.grant(0, 1, new BigDecimal("1.00"));
        assertThat(ledger.net()).isEqualTo("5.67");

        ledger.takeBackCredit();

        assertThat(ledger.net()).isEqualTo("10.00");
        assertThat(ledger.worthOf(0, 1)).isEqualTo("3.33");
    }

    @Test
    void what_is_being_paid_back_is_no_longer_owed_and_lowers_the_balance_once_it_is_paid() {
        paid("10.00");
        ledger.cancel(0, 1);
        var parts = ledger.refundable(ledger.owed());

        ledger.beginRefund(parts);
        assertThat(ledger.owed()).isEqualTo("0.00");
        assertThat(ledger.balance()).isEqualTo("-3.33");

        ledger.endRefund(parts, true);
        assertThat(ledger.refunded()).isEqualTo("3.33");
        assertThat(ledger.balance()).isEqualTo("0.00");
    }

    @Test
    void a_refund_that_fails_is_owed_again() {
        paid("10.00");
        ledger.cancelAll();
        var parts = ledger.refundable(ledger.owed());
        ledger.beginRefund(parts);

        ledger.endRefund(parts, false);

        assertThat(ledger.owed()).isEqualTo("10.00");
    }

    @Test
    void a_refund_is_taken_from_as_many_payments_as_it_needs() {
        paid("4.00");
        paid("6.00");
        ledger.cancel(0, 2);

        assertThat(ledger.refundable(ledger.owed()))
                .containsExactly(
                        new Ledger.Part(0, new BigDecimal("4.00")), new Ledger.Part(1, new BigDecimal("2.67")));
    }

    private void paid(String amount) {
        ledger.authorize(new BigDecimal(amount));
        ledger.capturable(new BigDecimal(amount)).forEach(ledger::capture);
    }
}
