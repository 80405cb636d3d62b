package io.orderstream.events.stored;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code order-placed}: a customer placed the order.
 *
 * @param policy how its money is computed, frozen from here on
 * @param party who it is for; all personal data of the order stands here
 * @param discounts discounts on the whole order and on shipping; those of a line stand in the line
 * @param paymentDueAt when an unpaid order may expire
 */
public record OrderPlaced(
        OrderContext order,
        Policy policy,
        Party party,
        List<Line> lines,
        List<Discount> discounts,
        List<ShippingCharge> shippingCharges,
        Totals totals,
        @Nullable Instant paymentDueAt)
        implements OrderEvent {

    public OrderPlaced {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(party, "party");
        Objects.requireNonNull(totals, "totals");
        lines = List.copyOf(lines);
        discounts = List.copyOf(discounts);
        shippingCharges = List.copyOf(shippingCharges);
    }

    /**
     * How the order's money is computed.
     *
     * @param rounding {@code HALF_EVEN}, {@code HALF_UP} or {@code HALF_DOWN}
     * @param taxLevel {@code LINE} or {@code UNIT}
     */
    public record Policy(String rounding, String taxLevel, boolean pricesIncludeTax) {}

    /** Who the order is for. */
    public record Party(
            @Nullable String customerId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Address billing,
            @Nullable Address shipping) {}

    /**
     * A postal address.
     *
     * @param country ISO 3166-1 alpha-2
     */
    public record Address(
            String name,
            List<String> lines,
            String city,
            @Nullable String region,
            @Nullable String postalCode,
            String country) {
        public Address {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One line of the order.
     *
     * @param unitPrice a decimal with up to 12 decimals, in the order's currency
     * @param attributes what the client wants to keep with the line
     * @param amounts what the line is worth with the whole quantity
     */
    public record Line(
            String lineId,
            String sku,
            @Nullable String name,
            long quantity,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal unitPrice,
            List<TaxRate> taxRates,
            List<Discount> discounts,
            boolean requiresShipping,
            Map<String, String> attributes,
            LineAmounts amounts) {
        public Line {
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
            taxRates = List.copyOf(taxRates);
            discounts = List.copyOf(discounts);
        }
    }

    /**
     * A tax rate.
     *
     * @param rate a fraction with up to 8 decimals: 0.19 is 19 %
     */
    public record TaxRate(
            String code,
            @Nullable String jurisdiction,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal rate) {}

    /**
     * A discount as it was granted.
     *
     * @param scope {@code ORDER}, {@code LINE} or {@code SHIPPING}
     * @param amount minor units
     */
    public record Discount(String id, @Nullable String code, String scope, long amount) {}

    /**
     * What a way of shipping costs.
     *
     * @param price minor units
     * @param discount its share of the discounts on shipping, minor units
     * @param taxes one amount for each of {@code taxRates}, minor units
     */
    public record ShippingCharge(
            String id, String method, long price, List<TaxRate> taxRates, long discount, List<Long> taxes) {
        public ShippingCharge {
            taxRates = List.copyOf(taxRates);
            taxes = List.copyOf(taxes);
        }
    }
}
