package io.orderstream.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.cli.demo.PlaceOrderRequest.Address;
import io.orderstream.cli.demo.PlaceOrderRequest.Discount;
import io.orderstream.cli.demo.PlaceOrderRequest.Line;
import io.orderstream.cli.demo.PlaceOrderRequest.Party;
import io.orderstream.cli.demo.PlaceOrderRequest.Policy;
import io.orderstream.cli.demo.PlaceOrderRequest.ShippingCharge;
import io.orderstream.cli.demo.PlaceOrderRequest.TaxRate;
import io.trino.tpch.Customer;
import io.trino.tpch.LineItem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Makes the demo's orders from those of TPC-H; the same row always becomes the same order, {@linkplain Walk walked alike}. */
final class DemoOrders {

    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final int PRIME = 7_919;

    private DemoOrders() {}

    static DemoOrder of(TpchOrder row) {
        return Walk.of(row, request(row));
    }

    /** What the order is placed with. */
    static PlaceOrderRequest request(TpchOrder row) {
        var market = Market.of(row.customer().nationKey());
        var figures = new Figures(market.currency());
        return new PlaceOrderRequest(
                channel(row.order().orderPriority()),
                market.currency(),
                customerId(row.customer()),
                placedAt(row),
                party(row.customer(), market),
                new Policy("HALF_EVEN", "LINE", false),
                IntStream.range(0, row.lines().size())
                        .mapToObj(line -> line(
                                Steps.lineId(row.order().orderKey(), line),
                                row.lines().get(line),
                                figures))
                        .toList(),
                shipping(row, figures));
    }

    private static String channel(String priority) {
        return switch (priority) {
            case "1-URGENT" -> "phone";
            case "2-HIGH" -> "app";
            case "3-MEDIUM" -> "web";
            case "4-NOT SPECIFIED" -> "store";
            case "5-LOW" -> "marketplace";
            default -> throw new IllegalArgumentException("order priority " + priority);
        };
    }

    private static String customerId(Customer customer) {
        return UUID.nameUUIDFromBytes(("tpch/customer/" + customer.customerKey()).getBytes(UTF_8))
                .toString();
    }

    /** On the order's day, at a time that spreads orders over it. */
    private static Instant placedAt(TpchOrder row) {
        var day = LocalDate.ofEpochDay(row.order().orderDate());
        var second = row.order().orderKey() % SECONDS_OF_A_DAY * PRIME % SECONDS_OF_A_DAY;
        return day.atStartOfDay().plusSeconds(second).toInstant(ZoneOffset.UTC);
    }

    private static Party party(Customer customer, Market market) {
        var address = new Address(
                customer.name(),
                List.of(customer.address().strip()),
                "District " + customer.nationKey(),
                market.country());
        return new Party("customer-" + customer.customerKey() + "@example.com", customer.phone(), address);
    }

    private static Line line(String lineId, LineItem line, Figures figures) {
        return new Line(
                lineId,
                "PART-" + line.partKey(),
                line.quantity(),
                unitPrice(line),
                taxRates(line),
                line.discountPercent() == 0
                        ? List.of()
                        : List.of(new Discount("TPCH-" + line.discountPercent(), plain(figures.discount(line)))),
                Map.of("supplier", Long.toString(line.supplierKey()), "shipMode", line.shipMode()));
    }

    private static String unitPrice(LineItem line) {
        return plain(Figures.extendedPrice(line)
                .divide(BigDecimal.valueOf(line.quantity()), 12, RoundingMode.HALF_EVEN)
                .stripTrailingZeros());
    }

    private static List<ShippingCharge> shipping(TpchOrder row, Figures figures) {
        var price = figures.shipping(row);
        var first = row.lines().getFirst();
        return price.signum() == 0
                ? List.of()
                : List.of(new ShippingCharge(
                        first.shipMode().toLowerCase(Locale.ROOT).replace(' ', '-'), plain(price), taxRates(first)));
    }

    private static List<TaxRate> taxRates(LineItem line) {
        return line.taxPercent() == 0
                ? List.of()
                : List.of(new TaxRate("VAT", plain(Figures.percent(line.taxPercent()))));
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }
}
