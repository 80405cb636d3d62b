package io.orderstream.query.order;

import io.orderstream.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An order with everything a caller may know of it. */
record OrderView(
        String orderId,
        long revision,
        String number,
        String channel,
        String currency,
        @Nullable String customerId,
        Instant placedAt,
        Instant updatedAt,
        String lifecycle,
        String paymentStatus,
        String fulfilmentStatus,
        String returnStatus,
        Policy policy,
        Party party,
        List<Line> lines,
        List<Discount> discounts,
        List<ShippingCharge> shippingCharges,
        TotalsView totals,
        @Nullable Instant paymentDueAt,
        @Nullable String cancelReason) {

    record Policy(String rounding, String taxLevel, boolean pricesIncludeTax) {}

    record Party(
            @Nullable String customerId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable Address billing,
            @Nullable Address shipping) {}

    record Address(
            String name,
            List<String> lines,
            String city,
            @Nullable String region,
            @Nullable String postalCode,
            String country) {}

    /** A line; {@code amounts} are those of the whole quantity ordered. */
    record Line(
            String lineId,
            String sku,
            @Nullable String name,
            String unitPrice,
            List<TaxRate> taxRates,
            List<Discount> discounts,
            boolean requiresShipping,
            Map<String, String> attributes,
            LineAmounts amounts,
            Quantities quantities) {}

    record TaxRate(String code, @Nullable String jurisdiction, String rate) {}

    record Discount(String id, @Nullable String code, String scope, Money amount) {}

    record LineAmounts(Money gross, Money discount, Money net, List<Money> taxes, Money tax) {}

    record ShippingCharge(
            String id, String method, Money price, List<TaxRate> taxRates, Money discount, List<Money> taxes) {}

    record Quantities(
            long ordered,
            long cancelled,
            long active,
            long allocated,
            long shipped,
            long delivered,
            long returnRequested,
            long received,
            long restocked,
            long writtenOff,
            long credited) {}
}
