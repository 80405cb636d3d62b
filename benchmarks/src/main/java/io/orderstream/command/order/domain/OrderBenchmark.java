package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.MoneyPolicy.Rounding;
import io.orderstream.command.order.domain.MoneyPolicy.TaxLevel;
import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.PlaceOrder.Address;
import io.orderstream.command.order.domain.PlaceOrder.Discount;
import io.orderstream.command.order.domain.PlaceOrder.DiscountScope;
import io.orderstream.command.order.domain.PlaceOrder.ExpectedTotals;
import io.orderstream.command.order.domain.PlaceOrder.Line;
import io.orderstream.command.order.domain.PlaceOrder.Party;
import io.orderstream.command.order.domain.PlaceOrder.ShippingCharge;
import io.orderstream.command.order.domain.PlaceOrder.TaxRate;
import io.orderstream.events.stored.Actor;
import io.orderstream.events.stored.EncodedEvent;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The order's pure functions and its codec. Placing is the largest command and event, cancelling one that computes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OrderBenchmark {

    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
    private static final List<TaxRate> VAT = List.of(new TaxRate("VAT", null, new BigDecimal("0.19")));
    private static final String ORDER_ID = "0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

    @Param({"1", "10", "100"})
    private int lines;

    private final EventCodec codec = new EventCodec();
    private PlaceOrder place;
    private CancelLines cancel;
    private OrderEvent placed;
    private OrderEvent cancelled;
    private Order order;
    private EventMetadata metadata;
    private EncodedEvent encoded;

    @Setup
    public void prepare() {
        place = placing(lines);
        placed = only(OrderDecider.decide(Order.NOT_PLACED, place));
        order = OrderDecider.evolve(Order.NOT_PLACED, placed);
        cancel = new CancelLines(
                place.lines().stream().map(line -> new Item(line.lineId(), 1)).toList(), "out of stock");
        cancelled = only(OrderDecider.decide(order, cancel));
        metadata = new EventMetadata(
                UUID.fromString(ORDER_ID),
                "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY",
                ORDER_ID,
                ORDER_ID,
                new Actor(Actor.Type.USER, "anonymous"),
                codec.schemaVersion(placed),
                NOW,
                null);
        encoded = codec.encode(placed, metadata);
    }

    /** An order of so many lines, each with a tax and a discount of its own, and a discount over all. */
    static PlaceOrder placing(int lines) {
        return new PlaceOrder(
                "7K3M-9QXP-4T2W",
                "web",
                "EUR",
                "7e0c6a5e-1f0b-4f5e-9d57-0f6f8a3c2b11",
                NOW,
                NOW,
                null,
                new MoneyPolicy(Rounding.HALF_EVEN, TaxLevel.LINE, false),
                new Party(
                        "ada@example.com",
                        null,
                        null,
                        new Address("Ada", List.of("1 Main St"), "Berlin", null, "10115", "DE")),
                IntStream.range(0, lines).mapToObj(OrderBenchmark::line).toList(),
                List.of(new Discount("all", null, DiscountScope.ORDER, new BigDecimal("10.00"))),
                List.of(new ShippingCharge("s", "standard", new BigDecimal("4.90"), VAT)),
                ExpectedTotals.NONE);
    }

    private static Line line(int number) {
        return new Line(
                new UUID(7, number).toString(),
                "S18_" + number,
                "1917 Grand Touring Sedan",
                30,
                new BigDecimal("100.07"),
                VAT,
                List.of(new Discount("d" + number, "SPRING", DiscountScope.LINE, new BigDecimal("50.00"))),
                true,
                Map.of());
    }

    static OrderEvent only(Decision decision) {
        if (decision instanceof Decision.Accepted accepted) {
            return accepted.events().get(0);
        }
        throw new IllegalStateException("not accepted: " + decision);
    }

    @Benchmark
    public Totals totals() {
        return OrderPricing.price(place).totals();
    }

    @Benchmark
    public Decision decidePlacing() {
        return OrderDecider.decide(Order.NOT_PLACED, place);
    }

    @Benchmark
    public Decision decideCancellingLines() {
        return OrderDecider.decide(order, cancel);
    }

    @Benchmark
    public Order evolvePlaced() {
        return OrderDecider.evolve(Order.NOT_PLACED, placed);
    }

    @Benchmark
    public Order evolveLinesCancelled() {
        return OrderDecider.evolve(order, cancelled);
    }

    @Benchmark
    public EncodedEvent encodePlaced() {
        return codec.encode(placed, metadata);
    }

    @Benchmark
    public StoredEvent decodePlaced() {
        return codec.decode(ORDER_ID, 0, 0, encoded.type(), encoded.data(), encoded.metadata());
    }
}
