package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.OrderPricing.Priced;
import io.orderstream.command.order.domain.PlaceOrder.Discount;
import io.orderstream.command.order.domain.PlaceOrder.DiscountScope;
import io.orderstream.command.order.domain.PlaceOrder.ExpectedTotals;
import io.orderstream.command.order.domain.PlaceOrder.Line;
import io.orderstream.command.order.domain.PlaceOrder.ShippingCharge;
import io.orderstream.events.Money;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The decision to place an order: every value is checked and every impossible one named, then it is priced. */
final class Placement {

    private final PlaceOrder order;
    private final ValueChecks checks;

    private Placement(PlaceOrder order, ValueChecks checks) {
        this.order = order;
        this.checks = checks;
    }

    static Decision decide(PlaceOrder order) {
        ValueChecks checks = new ValueChecks(order.currency());
        Priced priced = price(order, checks);
        return priced == null ? checks.rejected() : Accepted.of(OrderPlacedMapper.INSTANCE.toEvent(order, priced));
    }

    /** What the order amounts to; null if the checks found something impossible in it. */
    static @Nullable Priced price(PlaceOrder order, ValueChecks checks) {
        return new Placement(order, checks).price();
    }

    private @Nullable Priced price() {
        checkOrder();
        if (checks.failed()) {
            return null;
        }
        try {
            checkDiscounts();
            if (checks.failed()) {
                return null;
            }
            Priced priced = OrderPricing.price(order);
            checkTotals(priced.totals());
            return checks.failed() ? null : priced;
        } catch (ArithmeticException overflow) {
            checks.impossible("/lines", "amounts to more than can be counted");
            return null;
        }
    }

    private void checkOrder() {
        if (order.placedAt().isAfter(order.receivedAt())) {
            checks.impossible("/placedAt", "is in the future");
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < order.lines().size(); i++) {
            checkLine("/lines/" + i, order.lines().get(i), ids);
        }
        for (int i = 0; i < order.discounts().size(); i++) {
            Discount discount = order.discounts().get(i);
            String pointer = "/discounts/" + i;
            if (discount.scope() == DiscountScope.LINE) {
                checks.impossible(pointer + "/scope", "a discount on a line stands in that line");
            }
            checks.minor(pointer + "/amount", discount.amount());
        }
        for (int i = 0; i < order.shippingCharges().size(); i++) {
            ShippingCharge charge = order.shippingCharges().get(i);
            checks.minor("/shippingCharges/" + i + "/price", charge.price());
        }
    }

    private void checkLine(String pointer, Line line, Set<String> ids) {
        if (!ids.add(line.lineId())) {
            checks.impossible(pointer + "/lineId", "is the id of another line");
        }
        for (int i = 0; i < line.discounts().size(); i++) {
            Discount discount = line.discounts().get(i);
            if (discount.scope() != DiscountScope.LINE) {
                checks.impossible(pointer + "/discounts/" + i + "/scope", "a discount in a line is on that line");
            }
            checks.minor(pointer + "/discounts/" + i + "/amount", discount.amount());
        }
    }

    private void checkDiscounts() {
        BigDecimal net = BigDecimal.ZERO;
        for (int i = 0; i < order.lines().size(); i++) {
            Line line = order.lines().get(i);
            BigDecimal gross =
                    new Money(OrderPricing.gross(line, order.policy(), order.currency()), order.currency()).decimal();
            BigDecimal discount = sum(line.discounts(), DiscountScope.LINE);
            if (discount.compareTo(gross) > 0) {
                checks.impossible("/lines/" + i + "/discounts", "are more than the line is worth");
            }
            net = net.add(gross.subtract(discount).max(BigDecimal.ZERO));
        }
        if (sum(order.discounts(), DiscountScope.ORDER).compareTo(net) > 0) {
            checks.impossible("/discounts", "are more than the lines are worth");
        }
        BigDecimal prices =
                order.shippingCharges().stream().map(ShippingCharge::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum(order.discounts(), DiscountScope.SHIPPING).compareTo(prices) > 0) {
            checks.impossible("/discounts", "on shipping are more than shipping costs");
        }
    }

    private static BigDecimal sum(List<Discount> discounts, DiscountScope scope) {
        return discounts.stream()
                .filter(discount -> discount.scope() == scope)
                .map(Discount::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void checkTotals(Totals totals) {
        ExpectedTotals expected = order.totals();
        checkTotal("subtotal", expected.subtotal(), totals.subtotal());
        checkTotal("discount", expected.discount(), totals.discount());
        checkTotal("shipping", expected.shipping(), totals.shipping());
        checkTotal("tax", expected.tax(), totals.tax());
        checkTotal("grand", expected.grand(), totals.grand());
    }

    private void checkTotal(String name, @Nullable BigDecimal expected, long minor) {
        BigDecimal total = new Money(minor, order.currency()).decimal();
        if (expected != null && expected.compareTo(total) != 0) {
            checks.impossible("/totals/" + name, "is " + total.toPlainString() + " by the order's policy");
        }
    }
}
