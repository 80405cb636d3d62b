package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.FulfillmentCommand.AllocateFulfillment;
import io.orderstream.command.order.domain.HoldCommand.HoldType;
import io.orderstream.command.order.domain.HoldCommand.PlaceHold;
import io.orderstream.command.order.domain.HoldCommand.ReleaseHold;
import io.orderstream.command.order.domain.OrderCommand.AddNote;
import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.OrderCommand.ConfirmOrder;
import io.orderstream.command.order.domain.OrderCommand.Visibility;
import io.orderstream.command.order.domain.PaymentCommand.RecordAuthorization;
import io.orderstream.command.order.domain.PaymentCommand.RecordCapture;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decisions on an order of ten lines that much or little happened to before: holds that came and went, notes, captures. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OrderAgeBenchmark {

    private static final String PAYMENT = "p";
    private static final HoldCommand HOLD = new PlaceHold("new", HoldType.MANUAL, List.of(), "looks odd");
    private static final RecordCapture CAPTURE = new RecordCapture(PAYMENT, "new", "new", BigDecimal.ONE);

    @Param({"10", "1000"})
    private int events;

    private Order order;
    private CancelLines cancel;
    private AllocateFulfillment allocate;

    /** Has so many events recorded. */
    @Setup
    public void prepare() {
        PlaceOrder place = OrderBenchmark.placing(10);
        List<Item> items =
                place.lines().stream().map(line -> new Item(line.lineId(), 1)).toList();
        cancel = new CancelLines(items, "out of stock");
        allocate = new AllocateFulfillment("new", "berlin", items);
        order = after(Order.NOT_PLACED, place);
        order = after(order, new ConfirmOrder());
        order = after(order, new RecordAuthorization(PAYMENT, "pi", new BigDecimal("10000.00")));
        for (int event = 0; event < events; event++) {
            order = after(order, command(event));
        }
    }

    private static OrderCommand command(int event) {
        int turn = event / 4;
        return switch (event % 4) {
            case 0 -> new PlaceHold("h" + turn, HoldType.MANUAL, List.of(), "looks odd");
            case 1 -> new ReleaseHold("h" + turn);
            case 2 -> new AddNote("called", Visibility.INTERNAL);
            default -> new RecordCapture(PAYMENT, "c" + turn, "r" + turn, BigDecimal.ONE);
        };
    }

    private static Order after(Order order, OrderCommand command) {
        return OrderDecider.evolve(order, OrderBenchmark.only(OrderDecider.decide(order, command)));
    }

    @Benchmark
    public Decision decideHolding() {
        return OrderDecider.decide(order, HOLD);
    }

    @Benchmark
    public Decision decideCancellingLines() {
        return OrderDecider.decide(order, cancel);
    }

    @Benchmark
    public Decision decideCapturing() {
        return OrderDecider.decide(order, CAPTURE);
    }

    @Benchmark
    public Decision decideAllocating() {
        return OrderDecider.decide(order, allocate);
    }
}
