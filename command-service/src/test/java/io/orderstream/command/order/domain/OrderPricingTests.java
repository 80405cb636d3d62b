package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.lineOf;
import static io.orderstream.command.order.domain.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.MoneyPolicy.Rounding;
import io.orderstream.command.order.domain.MoneyPolicy.TaxLevel;
import io.orderstream.command.order.domain.OrderPricing.Priced;
import io.orderstream.command.order.domain.PlaceOrder.DiscountScope;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.Totals;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderPricingTests {

    @ParameterizedTest
    @CsvSource({
        // 3 x 0.335 = 1.005, half a cent
        "HALF_EVEN,LINE,100", "HALF_UP,LINE,101", "HALF_DOWN,LINE,100",
        // 0.335 a unit is 0.34, 0.34 and 0.33
        "HALF_EVEN,UNIT,102", "HALF_UP,UNIT,102", "HALF_DOWN,UNIT,99"
    })
    void a_line_is_rounded_once_or_unit_by_unit(Rounding rounding, TaxLevel level, long gross) {
        Priced priced = price(order().policy(rounding, level, false).line(3, "0.335"));

        assertThat(priced.lines().get(0).gross()).isEqualTo(gross);
    }

    @ParameterizedTest
    @CsvSource({"JPY,1000,2,2000", "USD,10.00,2,2000", "BHD,1.005,2,2010"})
    void amounts_have_the_decimals_of_the_currency(String currency, String price, long quantity, long subtotal) {
        assertThat(totals(order().in(currency).line(quantity, price)).subtotal())
                .isEqualTo(subtotal);
    }

    @Test
    void tax_is_on_the_discounted_amount() {
        Totals totals = totals(order().line(lineOf("a", 30, "100.00", "50.00", "0.19")));

        assertThat(totals.tax()).isEqualTo(56_050);
        assertThat(totals.grand()).isEqualTo(351_050);
    }

    @Test
    void each_rate_is_on_the_amount_and_not_on_other_taxes() {
        Priced priced = price(order().line(1, "100.00", "0.05", "0.09975"));

        assertThat(priced.lines().get(0).taxes()).containsExactly(500L, 998L);
    }

    @Test
    void tax_by_unit_is_rounded_before_it_is_multiplied() {
        Totals totals =
                totals(order().policy(Rounding.HALF_UP, TaxLevel.UNIT, false).line(10, "0.99", "0.19"));

        assertThat(totals.tax()).isEqualTo(190);
    }

    @Test
    void prices_that_include_tax_are_taken_apart() {
        Priced priced =
                price(order().policy(Rounding.HALF_UP, TaxLevel.LINE, true).line(1, "119.00", "0.19"));

        assertThat(priced.lines().get(0)).isEqualTo(new LineAmounts(11_900, 0, 10_000, List.of(1_900L)));
        assertThat(priced.totals().subtotal()).isEqualTo(10_000);
        assertThat(priced.totals().grand()).isEqualTo(11_900);
    }

    @Test
    void a_discount_on_the_order_is_spread_by_largest_remainder_and_ties_go_to_the_earlier_line() {
        Priced priced =
                price(order().line(1, "1.00").line(1, "1.00").line(1, "1.00").discount(DiscountScope.ORDER, "1.00"));

        assertThat(priced.lines()).extracting(LineAmounts::discount).containsExactly(34L, 33L, 33L);
    }

    @Test
    void shipping_is_discounted_and_taxed_by_itself() {
        Totals totals =
                totals(order().line(1, "10.00").shipping("4.90", "0.19").discount(DiscountScope.SHIPPING, "0.90"));

        assertThat(totals.shipping()).isEqualTo(490);
        assertThat(totals.discount()).isEqualTo(90);
        assertThat(totals.tax()).isEqualTo(76);
        assertThat(totals.grand()).isEqualTo(1_000 + 490 - 90 + 76);
    }

    @Property
    void shares_add_up_exactly_and_never_exceed_their_weight(@ForAll("weights") Tuple2<Long, List<Long>> spread) {
        List<Long> shares = OrderPricing.spread(spread.get1(), spread.get2());

        assertThat(shares.stream().mapToLong(Long::longValue).sum()).isEqualTo(spread.get1());
        for (int i = 0; i < shares.size(); i++) {
            assertThat(shares.get(i)).isBetween(0L, spread.get2().get(i));
        }
    }

    @Property
    void totals_add_up_over_lines_and_shipping(@ForAll("orders") Orders order) {
        Priced priced = price(order);

        Totals totals = priced.totals();
        long lines = priced.lines().stream()
                .mapToLong(line -> line.net() + line.tax())
                .sum();
        boolean included = order.place().policy().pricesIncludeTax();
        long shipping = priced.shipping().stream()
                .mapToLong(charge -> charge.price()
                        - charge.discount()
                        + (included
                                ? 0
                                : charge.taxes().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()))
                .sum();
        assertThat(totals.grand()).isEqualTo(lines + shipping);
        assertThat(totals.grand()).isEqualTo(totals.subtotal() - totals.discount() + totals.shipping() + totals.tax());
        assertThat(totals.balance()).isEqualTo(totals.grand());
    }

    @Property
    void no_part_of_a_line_is_negative(@ForAll("orders") Orders order) {
        for (LineAmounts line : price(order).lines()) {
            assertThat(line.net()).isNotNegative();
            assertThat(line.discount()).isBetween(0L, line.gross());
            assertThat(line.taxes()).allSatisfy(tax -> assertThat(tax).isNotNegative());
        }
    }

    @Provide
    Arbitrary<Tuple2<Long, List<Long>>> weights() {
        return Arbitraries.longs()
                .between(0, 1_000_000_000_000L)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .flatMap(weights -> Arbitraries.longs()
                        .between(0, weights.stream().mapToLong(Long::longValue).sum())
                        .map(total -> Tuple.of(total, weights)));
    }

    @Provide
    Arbitrary<Orders> orders() {
        Arbitrary<String> prices = Arbitraries.integers().between(1, 99_999).map(cents -> "" + cents / 1000.0);
        Arbitrary<String> rates = Arbitraries.of("0", "0.07", "0.19", "0.0825", "0.09975", "0.5");
        Arbitrary<Tuple2<Long, String>> lines =
                Combinators.combine(Arbitraries.longs().between(1, 500), prices).as(Tuple::of);
        return Combinators.combine(
                        lines.list().ofMinSize(1).ofMaxSize(8),
                        rates.list().ofMaxSize(3),
                        Arbitraries.of(Rounding.class),
                        Arbitraries.of(TaxLevel.class),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 100))
                .as((quantities, taxes, rounding, level, included, percent) -> {
                    String[] applied = taxes.toArray(String[]::new);
                    Orders order = order().policy(rounding, level, included).shipping("4.90", applied);
                    quantities.forEach(line -> order.line(line.get1(), line.get2(), applied));
                    long gross = price(order).lines().stream()
                            .mapToLong(LineAmounts::gross)
                            .sum();
                    long cents = gross * percent / 100;
                    return order.discount(
                                    DiscountScope.ORDER,
                                    java.math.BigDecimal.valueOf(cents, 2).toPlainString())
                            .discount(DiscountScope.SHIPPING, "0.90");
                });
    }

    private static Priced price(Orders order) {
        return OrderPricing.price(order.place());
    }

    private static Totals totals(Orders order) {
        return price(order).totals();
    }
}
