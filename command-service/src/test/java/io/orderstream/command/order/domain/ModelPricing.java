package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.MoneyPolicy.TaxLevel;
import io.orderstream.command.order.domain.PlaceOrder.Discount;
import io.orderstream.command.order.domain.PlaceOrder.TaxRate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What an order is worth, written a second time from the description of money alone: slowly, in exact fractions, and
 * with nothing of the first.
 */
final class ModelPricing {

    /** What a line or a shipping charge comes to. */
    record Amounts(long gross, long discount, long net, List<Long> taxes) {

        long tax() {
            return taxes.stream().mapToLong(Long::longValue).sum();
        }
    }

    final List<Amounts> lines = new ArrayList<>();
    final List<Amounts> shipping = new ArrayList<>();
    private final MoneyPolicy policy;
    private final int decimals;

    ModelPricing(PlaceOrder order, int decimals) {
        this.policy = order.policy();
        this.decimals = decimals;
        List<Long> gross = new ArrayList<>();
        List<Long> own = new ArrayList<>();
        List<Long> worth = new ArrayList<>();
        for (PlaceOrder.Line line : order.lines()) {
            gross.add(gross(line));
            own.add(sum(line.discounts()));
            worth.add(gross.getLast() - own.getLast());
        }
        List<Long> shares = spread(sum(of(order, PlaceOrder.DiscountScope.ORDER)), worth);
        for (int i = 0; i < gross.size(); i++) {
            PlaceOrder.Line line = order.lines().get(i);
            lines.add(taxed(gross.get(i), own.get(i) + shares.get(i), line.quantity(), line.taxRates()));
        }
        List<Long> prices = order.shippingCharges().stream()
                .map(charge -> minor(charge.price()).whole())
                .toList();
        List<Long> taken = spread(sum(of(order, PlaceOrder.DiscountScope.SHIPPING)), prices);
        for (int i = 0; i < prices.size(); i++) {
            shipping.add(taxed(
                    prices.get(i),
                    taken.get(i),
                    1,
                    order.shippingCharges().get(i).taxRates()));
        }
    }

    /** The unit price times the quantity rounded once, or the rounded unit price times the quantity. */
    private long gross(PlaceOrder.Line line) {
        Fraction unit = minor(line.unitPrice());
        return policy.taxLevel() == TaxLevel.LINE
                ? round(unit.times(Fraction.of(line.quantity())))
                : round(unit) * line.quantity();
    }

    private Amounts taxed(long gross, long discount, long units, List<TaxRate> rates) {
        long amount = gross - discount;
        if (!policy.pricesIncludeTax()) {
            List<Long> taxes =
                    rates.stream().map(rate -> taxOn(amount, units, rate)).toList();
            return new Amounts(gross, discount, amount, taxes);
        }
        List<Long> taxes = taxesIn(amount, units, rates);
        long tax = taxes.stream().mapToLong(Long::longValue).sum();
        return new Amounts(gross, discount, amount - tax, taxes);
    }

    /** On what is left after discounts, for each rate by itself; unit by unit if the policy says so. */
    private long taxOn(long amount, long units, TaxRate rate) {
        long times = policy.taxLevel() == TaxLevel.LINE ? 1 : units;
        Fraction one = Fraction.of(amount).dividedBy(Fraction.of(times));
        return round(one.times(Fraction.of(rate.rate()))) * times;
    }

    /**
     * What is left less what it would be without tax, split among the rates. Unit by unit both are whole; a line never
     * holds more tax than it costs.
     */
    private List<Long> taxesIn(long amount, long units, List<TaxRate> rates) {
        long times = policy.taxLevel() == TaxLevel.LINE ? 1 : units;
        Fraction rest = Fraction.of(1);
        for (TaxRate rate : rates) {
            rest = rest.plus(Fraction.of(rate.rate()));
        }
        Fraction one = Fraction.of(amount).dividedBy(Fraction.of(times));
        long tax = Math.min(amount, (round(one) - round(one.dividedBy(rest))) * times);
        return spread(
                tax,
                rates.stream()
                        .map(rate -> Fraction.of(rate.rate())
                                .times(Fraction.of(100_000_000))
                                .whole())
                        .toList());
    }

    /** One after another of what is left over goes to whoever is furthest below its exact share, the earlier first. */
    static List<Long> spread(long total, List<Long> weights) {
        long sum = weights.stream().mapToLong(Long::longValue).sum();
        List<Long> shares = new ArrayList<>(Collections.nCopies(weights.size(), 0L));
        if (sum == 0) {
            return shares;
        }
        List<Fraction> missing = new ArrayList<>();
        long left = total;
        for (int i = 0; i < shares.size(); i++) {
            Fraction exact =
                    Fraction.of(total).times(Fraction.of(weights.get(i))).dividedBy(Fraction.of(sum));
            shares.set(i, exact.floor());
            missing.add(exact.plus(Fraction.of(-exact.floor())));
            left -= exact.floor();
        }
        for (; left > 0; left--) {
            int most = 0;
            for (int i = 1; i < shares.size(); i++) {
                if (missing.get(i).isMoreThan(missing.get(most))) {
                    most = i;
                }
            }
            shares.set(most, shares.get(most) + 1);
            missing.set(most, Fraction.of(-1));
        }
        return shares;
    }

    long subtotal() {
        long gross = lines.stream().mapToLong(Amounts::gross).sum();
        return gross - included(lines);
    }

    long discount() {
        return lines.stream().mapToLong(Amounts::discount).sum()
                + shipping.stream().mapToLong(Amounts::discount).sum();
    }

    long shippingTotal() {
        return shipping.stream().mapToLong(Amounts::gross).sum() - included(shipping);
    }

    long tax() {
        return lines.stream().mapToLong(Amounts::tax).sum()
                + shipping.stream().mapToLong(Amounts::tax).sum();
    }

    long grand() {
        return subtotal() - discount() + shippingTotal() + tax();
    }

    private long included(List<Amounts> amounts) {
        return policy.pricesIncludeTax()
                ? amounts.stream().mapToLong(Amounts::tax).sum()
                : 0;
    }

    private static List<Discount> of(PlaceOrder order, PlaceOrder.DiscountScope scope) {
        return order.discounts().stream()
                .filter(discount -> discount.scope() == scope)
                .toList();
    }

    private long sum(List<Discount> discounts) {
        return discounts.stream()
                .mapToLong(discount -> minor(discount.amount()).whole())
                .sum();
    }

    private Fraction minor(BigDecimal amount) {
        return Fraction.of(amount).times(Fraction.of(BigDecimal.TEN.pow(decimals)));
    }

    /** To the nearest whole; halves as the policy says. No amount here is negative. */
    private long round(Fraction exact) {
        long floor = exact.floor();
        Fraction twice = exact.plus(Fraction.of(-floor)).times(Fraction.of(2));
        if (twice.isMoreThan(Fraction.of(1))) {
            return floor + 1;
        }
        boolean half = !Fraction.of(1).isMoreThan(twice);
        return half
                ? switch (policy.rounding()) {
                    case HALF_UP -> floor + 1;
                    case HALF_DOWN -> floor;
                    case HALF_EVEN -> floor + floor % 2;
                }
                : floor;
    }

    /** An exact number; {@code below} is more than zero. */
    record Fraction(BigInteger above, BigInteger below) {

        static Fraction of(long whole) {
            return new Fraction(BigInteger.valueOf(whole), BigInteger.ONE);
        }

        static Fraction of(BigDecimal decimal) {
            int scale = Math.max(0, decimal.scale());
            return new Fraction(decimal.movePointRight(scale).toBigIntegerExact(), BigInteger.TEN.pow(scale));
        }

        Fraction plus(Fraction other) {
            return new Fraction(
                    above.multiply(other.below).add(other.above.multiply(below)), below.multiply(other.below));
        }

        Fraction times(Fraction other) {
            return new Fraction(above.multiply(other.above), below.multiply(other.below));
        }

        Fraction dividedBy(Fraction other) {
            return new Fraction(above.multiply(other.below), below.multiply(other.above));
        }

        boolean isMoreThan(Fraction other) {
            return above.multiply(other.below).compareTo(other.above.multiply(below)) > 0;
        }

        long floor() {
            return above.divide(below).longValueExact() - (above.signum() < 0 && !isWhole() ? 1 : 0);
        }

        long whole() {
            if (!isWhole()) {
                throw new ArithmeticException(above + "/" + below + " is not whole");
            }
            return floor();
        }

        private boolean isWhole() {
            return above.mod(below).signum() == 0;
        }
    }
}
