package io.orderstream.query.order;

import io.orderstream.events.Money;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Orders as comma-separated values (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe in
 * front.
 */
final class OrderCsv {

    private static final String FORMULA_STARTS = "=+-@\t\r\n";
    private static final List<String> HEADINGS = List.of(
            "orderId",
            "number",
            "placedAt",
            "updatedAt",
            "channel",
            "customerId",
            "lifecycle",
            "paymentStatus",
            "fulfilmentStatus",
            "returnStatus",
            "currency",
            "subtotal",
            "discount",
            "shipping",
            "fees",
            "tax",
            "grand",
            "credits",
            "net",
            "captured",
            "refunded",
            "balance");

    private OrderCsv() {}

    static String headings() {
        return String.join(",", HEADINGS) + "\r\n";
    }

    static String row(OrderEntry order) {
        var totals = order.totals();
        var texts = Stream.of(
                        order.id(),
                        order.number(),
                        order.placedAt().toString(),
                        order.updatedAt().toString(),
                        order.channel(),
                        order.customerId(),
                        order.lifecycle(),
                        order.paymentStatus().name(),
                        order.fulfilmentStatus().name(),
                        order.returnStatus().name(),
                        order.currency())
                .map(OrderCsv::text);
        var amounts = Stream.of(
                        totals.subtotal(),
                        totals.discount(),
                        totals.shipping(),
                        totals.fees(),
                        totals.tax(),
                        totals.grand(),
                        totals.credits(),
                        totals.net(),
                        totals.captured(),
                        totals.refunded(),
                        totals.balance())
                .map(minor -> new Money(minor, order.currency()).amount());
        return Stream.concat(texts, amounts).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Everything but plain letters, digits and the like is quoted. */
    private static String text(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        var safe = FORMULA_STARTS.indexOf(value.charAt(0)) < 0 ? value : "'" + value;
        return safe.matches("[A-Za-z0-9 _.:-]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
