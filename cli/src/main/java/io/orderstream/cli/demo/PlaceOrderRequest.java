package io.orderstream.cli.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The body of a request to place an order, as the write API documents it; numbers with decimals are texts. */
record PlaceOrderRequest(
        String channel,
        String currency,
        String customerId,
        Instant placedAt,
        Party party,
        Policy policy,
        List<Line> lines,
        List<ShippingCharge> shippingCharges) {

    record Party(String email, String phone, Address shipping) {}

    record Address(String name, List<String> lines, String city, String country) {

        Address withCity(String other) {
            return new Address(name, lines, other, country);
        }
    }

    record Policy(String rounding, String taxLevel, boolean pricesIncludeTax) {}

    record Line(
            String lineId,
            String sku,
            long quantity,
            String unitPrice,
            List<TaxRate> taxRates,
            List<Discount> discounts,
            Map<String, String> attributes) {}

    record TaxRate(String code, String rate) {}

    record Discount(String code, String amount) {}

    record ShippingCharge(String method, String price, List<TaxRate> taxRates) {}
}
