package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.MoneyPolicy.Rounding;
import io.orderstream.command.order.domain.MoneyPolicy.TaxLevel;
import io.orderstream.command.order.domain.PlaceOrder.Discount;
import io.orderstream.command.order.domain.PlaceOrder.DiscountScope;
import io.orderstream.command.order.domain.PlaceOrder.ExpectedTotals;
import io.orderstream.command.order.domain.PlaceOrder.Line;
import io.orderstream.command.order.domain.PlaceOrder.Party;
import io.orderstream.command.order.domain.PlaceOrder.ShippingCharge;
import io.orderstream.command.order.domain.PlaceOrder.TaxRate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Builds commands to place orders; what a test does not say is plain and valid. */
final class Orders {

    static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    private String currency = "EUR";
    private Instant placedAt = NOW;
    private MoneyPolicy policy = new MoneyPolicy(Rounding.HALF_EVEN, TaxLevel.LINE, false);
    private Party party = new Party(null, null, null, null);
    private final List<Line> lines = new ArrayList<>();
    private final List<Discount> discounts = new ArrayList<>();
    private final List<ShippingCharge> shipping = new ArrayList<>();
    private ExpectedTotals totals = ExpectedTotals.NONE;

    static Orders order() {
        return new Orders();
    }

    Orders in(String given) {
        currency = given;
        return this;
    }

    Orders placedAt(Instant given) {
        placedAt = given;
        return this;
    }

    Orders policy(Rounding rounding, TaxLevel level, boolean included) {
        policy = new MoneyPolicy(rounding, level, included);
        return this;
    }

    Orders party(Party given) {
        party = given;
        return this;
    }

    Orders line(long quantity, String unitPrice, String... rates) {
        return line(lineOf("l" + (lines.size() + 1), quantity, unitPrice, "0", rates));
    }

    Orders line(Line given) {
        lines.add(given);
        return this;
    }

    Orders discount(DiscountScope scope, String amount) {
        discounts.add(new Discount("d" + discounts.size(), null, scope, new BigDecimal(amount)));
        return this;
    }

    Orders shipping(String price, String... rates) {
        shipping.add(new ShippingCharge("s" + shipping.size(), "standard", new BigDecimal(price), rates(rates)));
        return this;
    }

    Orders expecting(ExpectedTotals given) {
        totals = given;
        return this;
    }

    PlaceOrder place() {
        return new PlaceOrder(
                "N-1", "web", currency, "c1", placedAt, NOW, null, policy, party, lines, discounts, shipping, totals);
    }

    static Line lineOf(String id, long quantity, String unitPrice, String discount, String... rates) {
        List<Discount> own = new BigDecimal(discount).signum() == 0
                ? List.of()
                : List.of(new Discount("d-" + id, null, DiscountScope.LINE, new BigDecimal(discount)));
        return new Line(id, "SKU-" + id, null, quantity, new BigDecimal(unitPrice), rates(rates), own, true, Map.of());
    }

    private static List<TaxRate> rates(String... rates) {
        return Arrays.stream(rates)
                .map(rate -> new TaxRate("T" + rate, null, new BigDecimal(rate)))
                .toList();
    }
}
