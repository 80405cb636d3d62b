package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.lineOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.ModelPricing.Amounts;
import io.orderstream.command.order.domain.MoneyPolicy.Rounding;
import io.orderstream.command.order.domain.MoneyPolicy.TaxLevel;
import io.orderstream.command.order.domain.OrderPricing.Priced;
import io.orderstream.command.order.domain.PlaceOrder.DiscountScope;
import io.orderstream.events.Money;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Prices, discounts and taxes of random orders against a model that was written from their description alone. */
class PricingModelTests {

    private static final List<MoneyPolicy> POLICIES = Stream.of(Rounding.values())
            .flatMap(rounding -> Stream.of(TaxLevel.values())
                    .flatMap(level ->
                            Stream.of(true, false).map(included -> new MoneyPolicy(rounding, level, included))))
            .toList();

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void every_amount_is_what_the_model_says(@ForAll("orders") PlaceOrder order) {
        Priced priced = OrderPricing.price(order);

        ModelPricing model = new ModelPricing(order, decimalsOf(order.currency()));
        assertThat(priced.lines().stream().map(PricingModelTests::amounts)).isEqualTo(model.lines);
        assertThat(priced.shipping().stream().map(charge -> List.of(charge.price(), charge.discount(), charge.taxes())))
                .isEqualTo(model.shipping.stream()
                        .map(charge -> List.of(charge.gross(), charge.discount(), charge.taxes()))
                        .toList());
        assertThat(priced.totals())
                .isEqualTo(new Totals(
                        model.subtotal(),
                        model.discount(),
                        model.shippingTotal(),
                        0,
                        model.tax(),
                        model.grand(),
                        0,
                        model.grand(),
                        0,
                        0,
                        0,
                        model.grand()));
        collect(order, model);
    }

    private static void collect(PlaceOrder order, ModelPricing model) {
        Statistics.label("policy").collect(order.policy());
        Statistics.label("currency").collect(order.currency());
        Statistics.label("tax on shipping").collect(model.shipping.stream().anyMatch(charge -> charge.tax() > 0));
        Statistics.label("discounted lines")
                .collect(order.lines().stream()
                        .anyMatch(line -> !line.discounts().isEmpty()));
        Statistics.label("a tie between lines").collect(hasTie(order, model));
        mustHappen("policy", POLICIES);
        mustHappen("currency", List.of("JPY", "USD", "BHD"));
        mustHappen("tax on shipping", List.of(true));
        mustHappen("discounted lines", List.of(true));
        mustHappen("a tie between lines", List.of(true));
    }

    private static void mustHappen(String label, List<?> values) {
        Statistics.label(label)
                .coverage(seen -> values.forEach(value -> seen.check(value).count(count -> count > 0)));
    }

    /** Whether two lines are worth the same and the later got less of the discount. */
    private static boolean hasTie(PlaceOrder order, ModelPricing model) {
        for (int i = 1; i < model.lines.size(); i++) {
            Amounts earlier = model.lines.get(i - 1);
            Amounts later = model.lines.get(i);
            boolean plain = order.lines().get(i - 1).discounts().isEmpty()
                    && order.lines().get(i).discounts().isEmpty();
            if (plain && earlier.gross() == later.gross() && later.discount() < earlier.discount()) {
                return true;
            }
        }
        return false;
    }

    private static Amounts amounts(LineAmounts line) {
        return new Amounts(line.gross(), line.discount(), line.net(), line.taxes());
    }

    private static int decimalsOf(String currency) {
        return switch (currency) {
            case "JPY" -> 0;
            case "USD" -> 2;
            case "BHD" -> 3;
            default -> throw new IllegalArgumentException(currency);
        };
    }

    /** A line before it is known what its discount can be; the same place is the same line again. */
    record Ordered(long quantity, long price, int fraction, int percentOff, List<String> rates) {}

    @Provide
    Arbitrary<PlaceOrder> orders() {
        Arbitrary<List<Ordered>> lines = Arbitraries.oneOf(
                ordered().list().ofMinSize(1).ofMaxSize(6),
                Combinators.combine(ordered(), Arbitraries.integers().between(2, 7))
                        .as((line, times) -> java.util.Collections.nCopies(times, line)));
        Arbitrary<List<Long>> shipping =
                Arbitraries.longs().between(0, 900).list().ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.of("JPY", "USD", "BHD"),
                        Arbitraries.of(Rounding.class),
                        Arbitraries.of(TaxLevel.class),
                        Arbitraries.of(true, false),
                        lines,
                        shipping,
                        rates(),
                        Arbitraries.integers().between(0, 100))
                .as(PricingModelTests::order);
    }

    private static Arbitrary<Ordered> ordered() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 12),
                        Arbitraries.oneOf(
                                Arbitraries.longs().between(0, 400),
                                Arbitraries.longs().between(0, 9_999_999_999L)),
                        Arbitraries.of(0, 0, 1, 25, 50, 333, 500, 750, 999),
                        Arbitraries.of(0, 0, 3, 10, 50, 100),
                        rates())
                .as(Ordered::new);
    }

    private static Arbitrary<List<String>> rates() {
        return Arbitraries.of("0", "0.05", "0.07", "0.19", "0.0825", "0.09975", "0.25", "0.5", "1")
                .list()
                .ofMaxSize(3);
    }

    private static PlaceOrder order(
            String currency,
            Rounding rounding,
            TaxLevel level,
            boolean included,
            List<Ordered> lines,
            List<Long> shipping,
            List<String> shippingRates,
            int percentOff) {
        Orders order = Orders.order().in(currency).policy(rounding, level, included);
        long left = 0;
        for (int i = 0; i < lines.size(); i++) {
            Ordered line = lines.get(i);
            String price = new BigDecimal(line.price())
                    .add(new BigDecimal(line.fraction()).movePointLeft(3))
                    .movePointLeft(decimalsOf(currency))
                    .toPlainString();
            String[] rates = line.rates().toArray(String[]::new);
            long gross = OrderPricing.gross(
                    lineOf("x", line.quantity(), price, "0"), new MoneyPolicy(rounding, level, included), currency);
            long off = part(gross, line.percentOff());
            order.line(lineOf("l" + i, line.quantity(), price, decimal(off, currency), rates));
            left += gross - off;
        }
        shipping.forEach(price -> order.shipping(decimal(price, currency), shippingRates.toArray(String[]::new)));
        long prices = shipping.stream().mapToLong(Long::longValue).sum();
        return order.discount(DiscountScope.ORDER, decimal(part(left, percentOff), currency))
                .discount(DiscountScope.SHIPPING, decimal(part(prices, percentOff), currency))
                .place();
    }

    private static long part(long whole, int percent) {
        return whole * percent / 100;
    }

    private static String decimal(long minor, String currency) {
        return new Money(minor, currency).decimal().toPlainString();
    }
}
