package io.orderstream.command.order.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer places an order. Amounts are decimals, none negative; whether they are possible in the order's currency is
 * decided. Components are named as in the request, so that a rejection can point at them.
 *
 * @param number what people will call the order
 * @param currency an ISO 4217 code that has minor units
 * @param placedAt when it was placed; not after {@code receivedAt}
 * @param receivedAt when the command came in
 * @param totals what the client computed; each amount that is given must equal ours
 */
public record PlaceOrder(
        String number,
        String channel,
        String currency,
        @Nullable String customerId,
        Instant placedAt,
        Instant receivedAt,
        @Nullable Instant paymentDueAt,
        MoneyPolicy policy,
        Party party,
        List<Line> lines,
        List<Discount> discounts,
        List<ShippingCharge> shippingCharges,
        ExpectedTotals totals)
        implements OrderCommand {

    public PlaceOrder {
        Limits.text(number, Limits.REFERENCE);
        Limits.word(channel, Limits.CHANNEL);
        Limits.currency(currency);
        Limits.text(customerId, Limits.CODE);
        lines = Limits.some(lines, Limits.LINES);
        discounts = Limits.list(discounts, Limits.ORDER_DISCOUNTS);
        shippingCharges = Limits.list(shippingCharges, Limits.SHIPPING_CHARGES);
    }

    /** Who the order is for. */
    public record Party(
            @Nullable String email,
            @Nullable String phone,
            @Nullable Address billing,
            @Nullable Address shipping) {
        public Party {
            Limits.text(email, Limits.EMAIL);
            Limits.text(phone, Limits.PHONE);
        }
    }

    /** A postal address; {@code country} is an ISO 3166-1 alpha-2 code. */
    public record Address(
            String name,
            List<String> lines,
            String city,
            @Nullable String region,
            @Nullable String postalCode,
            String country) {
        public Address {
            Limits.word(name, Limits.NAME);
            lines = Limits.some(lines, Limits.ADDRESS_LINES);
            lines.forEach(line -> Limits.word(line, Limits.NAME));
            Limits.word(city, Limits.PLACE);
            Limits.text(region, Limits.PLACE);
            Limits.text(postalCode, Limits.POSTAL_CODE);
            Limits.country(country);
        }
    }

    /** One line, with an id that no other line of the order has. */
    public record Line(
            String lineId,
            String sku,
            @Nullable String name,
            long quantity,
            BigDecimal unitPrice,
            List<TaxRate> taxRates,
            List<Discount> discounts,
            boolean requiresShipping,
            Map<String, String> attributes) {
        public Line {
            Limits.word(lineId, Limits.CODE);
            Limits.word(sku, Limits.CODE);
            Limits.text(name, Limits.NAME);
            Limits.units(quantity);
            Limits.unitPrice(unitPrice);
            taxRates = Limits.list(taxRates, Limits.TAX_RATES);
            discounts = Limits.list(discounts, Limits.LINE_DISCOUNTS);
            Limits.list(List.copyOf(attributes.values()), Limits.ATTRIBUTES)
                    .forEach(value -> Limits.text(value, Limits.NAME));
        }
    }

    /** A tax rate; {@code rate} is a fraction. */
    public record TaxRate(String code, @Nullable String jurisdiction, BigDecimal rate) {
        public TaxRate {
            Limits.word(code, Limits.TAX_CODE);
            Limits.text(jurisdiction, Limits.TAX_CODE);
            Limits.rate(rate);
        }
    }

    /** A discount on a line, on the whole order or on shipping. */
    public record Discount(String id, @Nullable String code, DiscountScope scope, BigDecimal amount) {
        public Discount {
            Limits.text(id, Limits.CODE);
            Limits.text(code, Limits.CODE);
            Limits.notNegative(amount);
        }
    }

    /** What a discount applies to. */
    public enum DiscountScope {
        ORDER,
        LINE,
        SHIPPING
    }

    /** A way of shipping and its price. */
    public record ShippingCharge(String id, String method, BigDecimal price, List<TaxRate> taxRates) {
        public ShippingCharge {
            Limits.text(id, Limits.CODE);
            Limits.word(method, Limits.CODE);
            Limits.notNegative(price);
            taxRates = Limits.list(taxRates, Limits.TAX_RATES);
        }
    }

    /** The totals a client expects; an amount that is absent is not compared. */
    public record ExpectedTotals(
            @Nullable BigDecimal subtotal,
            @Nullable BigDecimal discount,
            @Nullable BigDecimal shipping,
            @Nullable BigDecimal tax,
            @Nullable BigDecimal grand) {

        /** Nothing is expected. */
        public static final ExpectedTotals NONE = new ExpectedTotals(null, null, null, null, null);
    }
}
