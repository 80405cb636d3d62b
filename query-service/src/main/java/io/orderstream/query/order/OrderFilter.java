package io.orderstream.query.order;

import io.orderstream.events.Money;
import io.orderstream.query.web.InvalidParameterException;
import io.orderstream.query.web.QueryParameters;
import io.orderstream.readmodel.order.FulfilmentStatus;
import io.orderstream.readmodel.order.PaymentStatus;
import io.orderstream.readmodel.order.ReturnStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows; what is null does not restrict it.
 *
 * @param exact fields of the document that must have a value
 * @param placedFrom no order placed before
 * @param placedTo no order placed then or later
 * @param totalFrom no order that amounts to less, in minor units
 * @param totalTo no order that amounts to as much or more, in minor units
 */
record OrderFilter(
        Map<String, String> exact,
        @Nullable Instant placedFrom,
        @Nullable Instant placedTo,
        @Nullable Long totalFrom,
        @Nullable Long totalTo) {

    private static final List<String> LIFECYCLES =
            List.of("PLACED", "CONFIRMED", "COMPLETED", "ARCHIVED", "CANCELLED", "EXPIRED");

    static OrderFilter from(QueryParameters parameters) {
        Map<String, @Nullable String> exact = new LinkedHashMap<>();
        exact.put("customerId", parameters.text("customerId"));
        exact.put("number", parameters.text("number"));
        exact.put("lines.sku", parameters.text("sku"));
        exact.put("lifecycle", parameters.oneOf("lifecycle", LIFECYCLES));
        exact.put("paymentStatus", parameters.oneOf("paymentStatus", names(PaymentStatus.values())));
        exact.put("fulfilmentStatus", parameters.oneOf("fulfilmentStatus", names(FulfilmentStatus.values())));
        exact.put("returnStatus", parameters.oneOf("returnStatus", names(ReturnStatus.values())));
        exact.put("channel", parameters.text("channel"));
        String currency = parameters.parsed("currency", OrderFilter::currency, "a currency like EUR");
        exact.put("currency", currency);
        exact.values().removeIf(value -> value == null);
        return new OrderFilter(
                exact,
                parameters.time("placedFrom"),
                parameters.time("placedTo"),
                total(parameters, "totalFrom", currency),
                total(parameters, "totalTo", currency));
    }

    /** Whether it leaves so few orders that it does not matter how they are found. */
    boolean isOfFew() {
        return exact.containsKey("number") || exact.containsKey("customerId");
    }

    /** Whether it restricts what orders amount to. */
    boolean ofTotals() {
        return totalFrom != null || totalTo != null;
    }

    /** The parameters that restrict anything but what orders amount to. */
    Stream<String> besidesTotals() {
        var fields = exact.keySet().stream().filter(field -> !field.equals("currency"));
        var names = fields.map(field -> field.equals("lines.sku") ? "sku" : field);
        return Stream.concat(
                names,
                Stream.of(placedFrom == null ? "" : "placedFrom", placedTo == null ? "" : "placedTo")
                        .filter(name -> !name.isEmpty()));
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    private static String currency(String code) {
        if (!Money.isCurrency(code)) {
            throw new IllegalArgumentException("no currency: " + code);
        }
        return code;
    }

    private static @Nullable Long total(QueryParameters parameters, String name, @Nullable String currency) {
        String expected = "an amount like 12.34 with the decimals of the currency";
        if (parameters.text(name) != null && currency == null) {
            throw new InvalidParameterException("currency", "is needed, since amounts of several do not compare");
        }
        return currency == null ? null : parameters.parsed(name, text -> minor(text, currency), expected);
    }

    private static long minor(String text, String currency) {
        if (!text.matches("[0-9]{1,15}(\\.[0-9]{1,4})?")) {
            throw new IllegalArgumentException(text);
        }
        try {
            return Money.of(new BigDecimal(text), currency).minor();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
