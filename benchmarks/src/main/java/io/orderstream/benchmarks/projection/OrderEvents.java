package io.orderstream.benchmarks.projection;

import io.orderstream.events.stored.Actor;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCancelled.CancelledLine;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Orders with three lines each, which are placed, then confirmed, then cancelled. */
public final class OrderEvents {

    static final int STEPS = 3;

    private static final Instant PLACED_AT = Instant.parse("2026-03-01T09:30:00Z");
    private static final int LINES = 3;
    private static final LineAmounts AMOUNTS = new LineAmounts(2_000, 0, 2_000, List.of(380L));
    private static final Totals PLACED = new Totals(6_000, 0, 0, 0, 1_140, 7_140, 0, 7_140, 0, 0, 0, 7_140);
    private static final Totals NOTHING = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private OrderEvents() {}

    static OrderEvent event(String orderId, int step) {
        var context = new OrderContext("N-" + orderId.substring(0, 8), "web", "EUR", "c1", "DE", "BE", PLACED_AT);
        return switch (step) {
            case 0 -> placed(context);
            case 1 -> new OrderConfirmed(context);
            default ->
                new OrderCancelled(
                        context,
                        "mistake",
                        IntStream.range(0, LINES)
                                .mapToObj(i -> new CancelledLine("line-" + i, "S18_1749", 2, AMOUNTS))
                                .toList(),
                        PLACED,
                        NOTHING);
        };
    }

    public static EventMetadata metadata(int schemaVersion) {
        UUID command = UUID.randomUUID();
        return new EventMetadata(
                command,
                "hash",
                command.toString(),
                command.toString(),
                new Actor(Actor.Type.SYSTEM, "benchmark"),
                schemaVersion,
                PLACED_AT,
                null);
    }

    /** An order of three lines. */
    public static OrderPlaced placed(OrderContext context) {
        var address = new OrderPlaced.Address("Ada Lovelace", List.of("1 Main St"), "Berlin", "BE", "10115", "DE");
        List<OrderPlaced.Line> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lines.add(new OrderPlaced.Line(
                    "line-" + i,
                    "S18_1749",
                    "1917 Grand Touring Sedan",
                    2,
                    new BigDecimal("10.00"),
                    List.of(new OrderPlaced.TaxRate("VAT", null, new BigDecimal("0.19"))),
                    List.of(),
                    true,
                    Map.of(),
                    AMOUNTS));
        }
        return new OrderPlaced(
                context,
                new OrderPlaced.Policy("HALF_EVEN", "LINE", false),
                new OrderPlaced.Party(context.customerId(), "ada@example.com", null, null, address),
                lines,
                List.of(),
                List.of(),
                PLACED,
                null);
    }
}
