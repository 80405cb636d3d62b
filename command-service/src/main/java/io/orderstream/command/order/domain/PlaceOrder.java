package io.orderstream.command.order.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer places an order. Amounts are decimals in the order's currency; whether they are possible is decided, not
 * assumed. Components are named as in the request, so that a rejection can point at them.
 *
 * @param number what people will call the order
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
        lines = List.copyOf(lines);
        discounts = List.copyOf(discounts);
        shippingCharges = List.copyOf(shippingCharges);
    }

    /** Who the order is for. */
    public record Party(
            @Nullable String email,
            @Nullable String phone,
            @Nullable Address billing,
            @Nullable Address shipping) {}

    /** A postal address. */
    public record Address(
            String name,
            List<String> lines,
            String city,
            @Nullable String region,
            @Nullable String postalCode,
            String country) {}

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
            taxRates = List.copyOf(taxRates);
            discounts = List.copyOf(discounts);
        }
    }

    /** A tax rate; {@code rate} is a fraction. */
    public record TaxRate(String code, @Nullable String jurisdiction, BigDecimal rate) {}

    /** A discount on a line, on the whole order or on shipping. */
    public record Discount(String id, @Nullable String code, DiscountScope scope, BigDecimal amount) {}

    /** What a discount applies to. */
    public enum DiscountScope {
        ORDER,
        LINE,
        SHIPPING
    }

    /** A way of shipping and its price. */
    public record ShippingCharge(String id, String method, BigDecimal price, List<TaxRate> taxRates) {
        public ShippingCharge {
            taxRates = List.copyOf(taxRates);
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
