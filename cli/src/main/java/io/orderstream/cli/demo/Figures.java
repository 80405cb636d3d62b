package io.orderstream.cli.demo;

import io.orderstream.events.Money;
import io.trino.tpch.LineItem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * The amounts of an order, computed from the rows of TPC-H alone: what a line costs is rounded once, less its discount;
 * tax is rounded for each line and for shipping. All rounding is half to even, to the decimals of the currency.
 */
record Figures(String currency) {

    /** What a line costs before discount. */
    BigDecimal gross(LineItem line) {
        return rounded(extendedPrice(line));
    }

    BigDecimal discount(LineItem line) {
        return rounded(extendedPrice(line).multiply(percent(line.discountPercent())));
    }

    BigDecimal tax(LineItem line) {
        return tax(gross(line).subtract(discount(line)), line);
    }

    /** What shipping costs, by the way that the first line is shipped; every fourth order is shipped free. */
    BigDecimal shipping(TpchOrder order) {
        if (order.order().orderKey() % 4 == 0) {
            return rounded(BigDecimal.ZERO);
        }
        var price = switch (order.lines().getFirst().shipMode()) {
            case "AIR", "REG AIR" -> new BigDecimal("9.90");
            case "RAIL", "TRUCK" -> new BigDecimal("5.90");
            case "FOB" -> new BigDecimal("7.95");
            default -> new BigDecimal("3.75");
        };
        return rounded(Money.decimalsOf(currency) == 0 ? price.movePointRight(2) : price);
    }

    /** The tax on shipping, at the rate of the first line. */
    BigDecimal shippingTax(TpchOrder order) {
        return tax(shipping(order), order.lines().getFirst());
    }

    Money grand(TpchOrder order) {
        return Money.of(placed(order).get("grand"), currency);
    }

    /** What the order adds to sales when it is placed. */
    Tally placed(TpchOrder order) {
        var units = 0L;
        var gross = rounded(BigDecimal.ZERO);
        var discounts = gross;
        var tax = shippingTax(order);
        for (var line : order.lines()) {
            units += line.quantity();
            gross = gross.add(gross(line));
            discounts = discounts.add(discount(line));
            tax = tax.add(tax(line));
        }
        return new Tally(Map.of(
                "orders",
                BigDecimal.ONE,
                "units",
                BigDecimal.valueOf(units),
                "gross",
                gross,
                "discounts",
                discounts,
                "shipping",
                shipping(order),
                "tax",
                tax,
                "grand",
                gross.subtract(discounts).add(shipping(order)).add(tax)));
    }

    static BigDecimal percent(long percent) {
        return BigDecimal.valueOf(percent, 2);
    }

    static BigDecimal extendedPrice(LineItem line) {
        return BigDecimal.valueOf(line.extendedPriceInCents(), 2);
    }

    private BigDecimal tax(BigDecimal net, LineItem line) {
        return rounded(net.multiply(percent(line.taxPercent())));
    }

    private BigDecimal rounded(BigDecimal exact) {
        return exact.setScale(Money.decimalsOf(currency), RoundingMode.HALF_EVEN);
    }
}
