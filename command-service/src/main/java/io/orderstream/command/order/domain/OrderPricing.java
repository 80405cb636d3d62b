package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.MoneyPolicy.TaxLevel;
import io.orderstream.command.order.domain.PlaceOrder.Discount;
import io.orderstream.command.order.domain.PlaceOrder.DiscountScope;
import io.orderstream.command.order.domain.PlaceOrder.Line;
import io.orderstream.command.order.domain.PlaceOrder.TaxRate;
import io.orderstream.events.Money;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an order is worth by its frozen policy. All amounts are minor units; fractions exist only between a
 * multiplication and its rounding. An amount beyond a long is an {@link ArithmeticException}.
 */
final class OrderPricing {

    /** Enough digits that a quotient's rounding to whole minor units cannot be wrong for any amount in a long. */
    private static final MathContext QUOTIENT = new MathContext(60, RoundingMode.HALF_EVEN);

    private final MoneyPolicy policy;
    private final int decimals;

    private OrderPricing(MoneyPolicy policy, String currency) {
        this.policy = policy;
        this.decimals = Money.decimalsOf(currency);
    }

    /** The amounts of an order, of each of its lines and of each of its shipping charges. */
    record Priced(List<LineAmounts> lines, List<ShippingAmounts> shipping, Totals totals) {}

    /** A shipping charge's price, its share of the discounts on shipping, and a tax for each rate. */
    record ShippingAmounts(long price, long discount, List<Long> taxes) {}

    /**
     * The order's amounts.
     *
     * @param order with amounts in whole minor units, and discounts no larger than what they apply to
     */
    static Priced price(PlaceOrder order) {
        return new OrderPricing(order.policy(), order.currency()).priced(order);
    }

    private Priced priced(PlaceOrder order) {
        List<LineAmounts> lines = lines(order);
        List<ShippingAmounts> shipping = shipping(order);
        boolean included = policy.pricesIncludeTax();
        long lineTax = sum(lines.stream().map(LineAmounts::tax).toList());
        long shippingTax =
                sum(shipping.stream().map(charge -> sum(charge.taxes())).toList());
        long gross = sum(lines.stream().map(LineAmounts::gross).toList());
        long prices = sum(shipping.stream().map(ShippingAmounts::price).toList());
        long subtotal = included ? Math.subtractExact(gross, lineTax) : gross;
        long discount = Math.addExact(
                sum(lines.stream().map(LineAmounts::discount).toList()),
                sum(shipping.stream().map(ShippingAmounts::discount).toList()));
        long shippingTotal = included ? Math.subtractExact(prices, shippingTax) : prices;
        long tax = Math.addExact(lineTax, shippingTax);
        return new Priced(lines, shipping, Totals.of(subtotal, discount, shippingTotal, 0, tax, 0, 0, 0, 0));
    }

    private List<LineAmounts> lines(PlaceOrder order) {
        List<Long> gross = order.lines().stream().map(this::gross).toList();
        List<Long> own = order.lines().stream()
                .map(line -> sumOf(line.discounts(), DiscountScope.LINE))
                .toList();
        List<Long> nets = IntStream.range(0, gross.size())
                .mapToObj(i -> gross.get(i) - own.get(i))
                .toList();
        List<Long> shares = spread(sumOf(order.discounts(), DiscountScope.ORDER), nets);
        List<LineAmounts> lines = new ArrayList<>(gross.size());
        for (int i = 0; i < gross.size(); i++) {
            Line line = order.lines().get(i);
            long discounted = nets.get(i) - shares.get(i);
            List<Long> taxes = taxes(discounted, line.quantity(), line.taxRates());
            long net = policy.pricesIncludeTax() ? discounted - sum(taxes) : discounted;
            lines.add(new LineAmounts(gross.get(i), own.get(i) + shares.get(i), net, taxes));
        }
        return lines;
    }

    private List<ShippingAmounts> shipping(PlaceOrder order) {
        List<Long> prices = order.shippingCharges().stream()
                .map(charge -> minor(charge.price()))
                .toList();
        List<Long> shares = spread(sumOf(order.discounts(), DiscountScope.SHIPPING), prices);
        return IntStream.range(0, prices.size())
                .mapToObj(i -> new ShippingAmounts(
                        prices.get(i),
                        shares.get(i),
                        taxes(
                                prices.get(i) - shares.get(i),
                                1,
                                order.shippingCharges().get(i).taxRates())))
                .toList();
    }

    /** What a line's quantity costs before discounts. */
    long gross(Line line) {
        BigDecimal unit = line.unitPrice().movePointRight(decimals);
        BigDecimal quantity = BigDecimal.valueOf(line.quantity());
        return switch (policy.taxLevel()) {
            case LINE -> round(unit.multiply(quantity));
            case UNIT -> Math.multiplyExact(round(unit), line.quantity());
        };
    }

    static long gross(Line line, MoneyPolicy policy, String currency) {
        return new OrderPricing(policy, currency).gross(line);
    }

    /** One tax for each rate on an amount that stands for a number of units. */
    private List<Long> taxes(long amount, long units, List<TaxRate> rates) {
        if (rates.isEmpty()) {
            return List.of();
        }
        if (policy.pricesIncludeTax()) {
            return taxesWithin(amount, units, rates);
        }
        boolean perUnit = policy.taxLevel() == TaxLevel.UNIT;
        return rates.stream()
                .map(rate -> {
                    BigDecimal exact = BigDecimal.valueOf(amount).multiply(rate.rate());
                    return perUnit ? Math.multiplyExact(round(quotient(exact, units)), units) : round(exact);
                })
                .toList();
    }

    private List<Long> taxesWithin(long amount, long units, List<TaxRate> rates) {
        BigDecimal divisor =
                BigDecimal.ONE.add(rates.stream().map(TaxRate::rate).reduce(BigDecimal.ZERO, BigDecimal::add));
        long tax;
        if (policy.taxLevel() == TaxLevel.UNIT) {
            BigDecimal unit = quotient(BigDecimal.valueOf(amount), units);
            long perUnit = round(unit) - round(unit.divide(divisor, QUOTIENT));
            tax = Math.min(amount, Math.multiplyExact(perUnit, units));
        } else {
            tax = amount - round(BigDecimal.valueOf(amount).divide(divisor, QUOTIENT));
        }
        return spread(
                tax,
                rates.stream()
                        .map(rate -> rate.rate().movePointRight(8).longValueExact())
                        .toList());
    }

    /**
     * Splits a total in proportion to weights by largest remainder, ties to the earlier. The shares add up to the
     * total exactly, and none exceeds its weight where the total does not exceed their sum.
     */
    static List<Long> spread(long total, List<Long> weights) {
        BigInteger sum = weights.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        if (total == 0 || sum.signum() == 0) {
            return weights.stream().map(weight -> 0L).toList();
        }
        long[] shares = new long[weights.size()];
        BigInteger[] remainders = new BigInteger[weights.size()];
        long left = total;
        for (int i = 0; i < shares.length; i++) {
            BigInteger[] division = BigInteger.valueOf(total)
                    .multiply(BigInteger.valueOf(weights.get(i)))
                    .divideAndRemainder(sum);
            shares[i] = division[0].longValueExact();
            remainders[i] = division[1];
            left -= shares[i];
        }
        IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
                .limit(left)
                .forEach(i -> shares[i]++);
        return Arrays.stream(shares).boxed().toList();
    }

    private long sumOf(List<Discount> discounts, DiscountScope scope) {
        return sum(discounts.stream()
                .filter(discount -> discount.scope() == scope)
                .map(discount -> minor(discount.amount()))
                .toList());
    }

    private long minor(BigDecimal amount) {
        return amount.movePointRight(decimals).longValueExact();
    }

    private long round(BigDecimal exact) {
        return exact.setScale(0, policy.rounding().mode()).longValueExact();
    }

    private static BigDecimal quotient(BigDecimal amount, long units) {
        return amount.divide(BigDecimal.valueOf(units), QUOTIENT);
    }

    private static long sum(List<Long> amounts) {
        return amounts.stream().reduce(0L, Math::addExact);
    }
}
