package io.orderstream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTests {

    /** 1234.55 x 3 = 3703.65; 7 % off; 8 % tax; rounded half to even each time. */
    @ParameterizedTest
    @CsvSource({"EUR, 3703.65, 259.26, 275.55", "JPY, 3704, 259, 276", "JOD, 3703.650, 259.256, 275.552"})
    void a_line_is_rounded_to_the_decimals_of_its_currency(
            String currency, BigDecimal gross, BigDecimal discount, BigDecimal tax) {
        var line = Rows.line(3, 370_365, 7, 8, "MAIL");
        var figures = new Figures(currency);

        assertThat(figures.gross(line)).isEqualTo(gross);
        assertThat(figures.discount(line)).isEqualTo(discount);
        assertThat(figures.tax(line)).isEqualTo(tax);
    }

    @Test
    void halves_are_rounded_to_even() {
        var figures = new Figures("EUR");

        assertThat(figures.tax(Rows.line(1, 50, 0, 1, "MAIL"))).isEqualTo("0.00");
        assertThat(figures.tax(Rows.line(1, 150, 0, 1, "MAIL"))).isEqualTo("0.02");
    }

    @Test
    void an_order_is_worth_its_lines_and_its_shipping() {
        var order =
                Rows.order(1, 'O', Rows.FRANCE, Rows.line(3, 370_365, 7, 8, "AIR"), Rows.line(1, 10_000, 0, 0, "MAIL"));

        // 3703.65 - 259.26 + 275.55, 100.00, and 9.90 with 8 % tax
        assertThat(new Figures("EUR").grand(order)).hasToString("3830.63 EUR");
    }

    @Test
    void every_fourth_order_is_shipped_free() {
        var order = Rows.order(4, 'O', Rows.FRANCE, Rows.line(1, 10_000, 0, 0, "AIR"));

        assertThat(new Figures("EUR").grand(order)).hasToString("100.00 EUR");
    }

    @Test
    void without_shipping_an_order_is_worth_what_tpch_says_but_for_rounding() {
        var figures = new Figures("USD");

        assertThat(StreamSupport.stream(new TpchOrders(0.001).spliterator(), false))
                .allSatisfy(row -> {
                    var goods =
                            figures.grand(row).minor() - cents(figures.shipping(row)) - cents(figures.shippingTax(row));
                    assertThat(goods)
                            .isBetween(
                                    row.order().totalPriceInCents() - 14,
                                    row.order().totalPriceInCents() + 14);
                });
    }

    private static long cents(BigDecimal amount) {
        return amount.movePointRight(2).longValueExact();
    }
}
