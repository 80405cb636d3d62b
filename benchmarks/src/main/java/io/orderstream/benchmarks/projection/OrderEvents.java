package io.orderstream.benchmarks.projection;

import io.orderstream.events.stored.Actor;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.FulfillmentAllocated;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.LineQuantity;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.PaymentAuthorized;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What happens to one of many orders with three lines each: they are placed one after the other and confirmed; then every
 * other is allocated and shipped, and the rest authorized and cancelled. Customers come back, products are sold again.
 */
public record OrderEvents(String orderId, long number) {

    static final int STEPS = 4;

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration BETWEEN = Duration.ofSeconds(20);
    private static final int CUSTOMERS = 5_000;
    private static final int PRODUCTS = 500;
    private static final int LINES = 3;
    private static final LineAmounts AMOUNTS = new LineAmounts(2_000, 0, 2_000, List.of(380L));
    private static final Totals PLACED = Totals.of(6_000, 0, 0, 0, 1_140, 0, 0, 0, 0);

    OrderEvent event(int step) {
        boolean shipped = number % 2 == 0;
        return switch (step) {
            case 0 -> placed();
            case 1 -> new OrderConfirmed(context());
            case 2 ->
                shipped
                        ? new FulfillmentAllocated(context(), "f1", "berlin", quantities())
                        : new PaymentAuthorized(context(), "p1", PLACED.grand(), "reference");
            default ->
                shipped
                        ? new FulfillmentShipped(context(), "f1", "berlin", quantities(), List.of())
                        : new OrderCancelled(
                                context(), "mistake", lines(this::cancelled), PLACED, PLACED.allCancelled());
        };
    }

    public EventMetadata metadata(int step, int schemaVersion) {
        UUID command = UUID.randomUUID();
        return new EventMetadata(
                command,
                "hash",
                command.toString(),
                command.toString(),
                new Actor(Actor.Type.SYSTEM, "benchmark"),
                schemaVersion,
                placedAt().plus(Duration.ofHours(step)),
                null);
    }

    private Instant placedAt() {
        return FIRST.plus(BETWEEN.multipliedBy(number));
    }

    private OrderContext context() {
        return new OrderContext("N-" + number, "web", "EUR", customer(), "DE", "BE", placedAt());
    }

    private String customer() {
        return "c" + number * 7919 % CUSTOMERS;
    }

    private String sku(int line) {
        return "S18_" + (number * LINES + line) * 31 % PRODUCTS;
    }

    private static <T> List<T> lines(IntFunction<T> line) {
        return IntStream.range(0, LINES).mapToObj(line).toList();
    }

    private List<LineQuantity> quantities() {
        return lines(line -> new LineQuantity("line-" + line, sku(line), 2));
    }

    private CancelledLine cancelled(int line) {
        return new CancelledLine("line-" + line, sku(line), 2, AMOUNTS);
    }

    private OrderPlaced placed() {
        return placed(context());
    }

    /** The same three lines, of an order that has another context. */
    public OrderPlaced placed(OrderContext context) {
        var address = new OrderPlaced.Address("Ada Lovelace", List.of("1 Main St"), "Berlin", "BE", "10115", "DE");
        return new OrderPlaced(
                context,
                new OrderPlaced.Policy("HALF_EVEN", "LINE", false),
                new OrderPlaced.Party(context.customerId(), "ada@example.com", null, null, address),
                lines(this::line),
                List.of(),
                List.of(),
                PLACED,
                null);
    }

    private OrderPlaced.Line line(int line) {
        return new OrderPlaced.Line(
                "line-" + line,
                sku(line),
                "1917 Grand Touring Sedan",
                2,
                new BigDecimal("10.00"),
                List.of(new OrderPlaced.TaxRate("VAT", null, new BigDecimal("0.19"))),
                List.of(),
                true,
                Map.of(),
                AMOUNTS);
    }
}
