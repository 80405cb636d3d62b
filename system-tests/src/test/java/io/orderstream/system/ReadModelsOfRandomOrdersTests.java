package io.orderstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Order;
import io.orderstream.command.order.domain.OrderCommand;
import io.orderstream.command.order.domain.OrderDecider;
import io.orderstream.events.stored.Actor;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.events.stored.Totals;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import io.orderstream.readmodel.customer.CustomerProjection;
import io.orderstream.readmodel.figures.Figures;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.fulfilment.FulfilmentWorkDocument;
import io.orderstream.readmodel.fulfilment.FulfilmentWorkProjection;
import io.orderstream.readmodel.history.HistoryDocument;
import io.orderstream.readmodel.history.HistoryProjection;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderProjection;
import io.orderstream.readmodel.product.ProductDocument;
import io.orderstream.readmodel.product.ProductFigures;
import io.orderstream.readmodel.product.ProductProjection;
import io.orderstream.readmodel.sales.SalesDocument;
import io.orderstream.readmodel.sales.SalesProjection;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the write side decides on random commands, in the read models; each run is the same as the one before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadModelsOfRandomOrdersTests {

    private static final int ORDERS = Integer.getInteger("orderstream.random.orders", 300);
    private static final int STEPS = 60;
    private static final EventCodec CODEC = new EventCodec();
    private static final ReportingCalendar CALENDAR = new ReportingCalendar(ZoneId.of("Europe/Berlin"));

    private final List<StoredEvent> log = new ArrayList<>();
    private final Map<String, Totals> totals = new HashMap<>();
    private final Map<String, Long> revisions = new HashMap<>();
    private final List<Order> states = new ArrayList<>();

    @BeforeAll
    void given_orders_that_much_happened_to() {
        for (int seed = 0; seed < ORDERS; seed++) {
            run("o" + seed, new RandomCommands(new Random(seed)));
        }
    }

    @Test
    void every_kind_of_event_happened() {
        assertThat(log.stream()
                        .map(event -> event.event().getClass().getSimpleName())
                        .distinct())
                .contains(
                        "OrderPlaced",
                        "LinesCancelled",
                        "OrderCancelled",
                        "PaymentCaptured",
                        "RefundRequested",
                        "RefundSucceeded",
                        "RefundFailed",
                        "FulfillmentShipped",
                        "FulfillmentDelivered",
                        "FulfillmentCancelled",
                        "ReturnReceived");
    }

    @Test
    void sales_are_the_sum_of_what_the_orders_amount_to() {
        List<SalesDocument> sales =
                List.copyOf(fold(new SalesProjection(CALENDAR)).values());

        for (SalesDocument.Interval interval : SalesDocument.Interval.values()) {
            assertThatFiguresAreThoseOfTheOrders(sales.stream()
                    .filter(document -> document.interval() == interval)
                    .map(SalesDocument::total)
                    .reduce(Figures.NONE, Figures::plus));
        }
    }

    @Test
    void customers_are_the_sum_of_what_their_orders_amount_to() {
        assertThatFiguresAreThoseOfTheOrders(fold(new CustomerProjection()).values().stream()
                .flatMap(customer -> customer.currencies().values().stream())
                .reduce(Figures.NONE, Figures::plus));
    }

    private void assertThatFiguresAreThoseOfTheOrders(Figures figures) {
        assertThat(figures.orders()).isEqualTo(ORDERS);
        assertThat(figures.grand())
                .isEqualTo(figures.gross() - figures.discounts() + figures.shipping() + figures.tax());
        assertThat(figures.net()).isEqualTo(sum(Totals::net));
        assertThat(figures.captured()).isEqualTo(sum(Totals::captured));
        assertThat(figures.refunded()).isEqualTo(sum(Totals::refunded));
        assertThat(figures.pendingRefunds()).isEqualTo(sum(Totals::pendingRefunds));
        assertThat(figures.credited()).isEqualTo(sum(Totals::credits));
        assertThat(figures.balance()).isEqualTo(sum(Totals::balance));
    }

    @Test
    void what_was_ordered_is_the_same_as_if_nothing_had_happened_since() {
        Map<String, Figures> now = asPlaced(log);
        List<StoredEvent> placed =
                log.stream().filter(event -> event.revision() == 0).toList();

        assertThat(now).isEqualTo(asPlaced(placed));
    }

    private static Map<String, Figures> asPlaced(List<StoredEvent> events) {
        Map<String, Figures> asPlaced = new HashMap<>();
        fold(new SalesProjection(CALENDAR), events).forEach((id, document) -> {
            Figures all = document.total();
            asPlaced.put(
                    id,
                    new Figures(
                            all.orders(),
                            all.units(),
                            all.gross(),
                            all.discounts(),
                            all.shipping(),
                            all.tax(),
                            all.grand(),
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0));
        });
        return asPlaced;
    }

    @Test
    void products_have_the_units_that_the_orders_have() {
        Map<String, OrderDocument> orders = fold(new OrderProjection());
        ProductFigures products = fold(new ProductProjection(CALENDAR)).values().stream()
                .map(ProductDocument::total)
                .reduce(ProductFigures::plus)
                .orElseThrow();

        assertThat(products.units()).isEqualTo(units(orders, OrderDocument.Quantities::ordered));
        assertThat(products.cancelledUnits()).isEqualTo(units(orders, OrderDocument.Quantities::cancelled));
        assertThat(products.creditedUnits()).isEqualTo(units(orders, OrderDocument.Quantities::credited));
        assertThat(products.returnedUnits()).isEqualTo(units(orders, OrderDocument.Quantities::received));
    }

    @Test
    void open_work_is_what_the_quantities_of_the_orders_leave_to_do() {
        Map<String, OrderDocument> orders = fold(new OrderProjection());
        Map<String, FulfilmentWorkDocument> work = fold(new FulfilmentWorkProjection());

        orders.forEach((id, order) -> {
            Map<String, OrderDocument> one = Map.of(id, order);
            assertThat(List.of(
                            work.get(id).waiting(),
                            work.get(id).allocated(),
                            work.get(id).inTransit(),
                            work.get(id).toReceive()))
                    .as(id)
                    .containsExactly(
                            units(one, line -> line.active() - line.allocated()),
                            units(one, line -> line.allocated() - line.shipped()),
                            units(one, line -> line.shipped() - line.delivered()),
                            units(one, OrderDocument.Quantities::returnRequested));
        });
    }

    @Test
    void an_order_as_it_was_at_each_revision_is_what_the_write_side_made_of_it_then() {
        HistoryProjection history = new HistoryProjection();
        OrderProjection projection = new OrderProjection();
        Map<String, OrderDocument> orders = new HashMap<>();
        for (int i = 0; i < log.size(); i++) {
            StoredEvent event = log.get(i);
            String key = history.keys(event).getFirst();
            HistoryDocument kept = history.fold(key, null, event);
            OrderDocument order =
                    orders.compute(event.orderId(), (id, current) -> projection.fold(id, current, history.event(kept)));
            Order.Existing state = (Order.Existing) states.get(i);

            assertThat(order.lifecycle()).isEqualTo(String.valueOf((Object) state.lifecycle()));
            assertThat(order.totals()).usingRecursiveComparison().isEqualTo(state.totals());
            assertThat(OrderParts.of(order)).isEqualTo(OrderParts.ofState(state));
        }
        assertThat(orders).isEqualTo(fold(projection));
    }

    private void run(String orderId, RandomCommands commands) {
        Order order = record(orderId, Order.NOT_PLACED, commands.place(orderId));
        for (int step = 0; step < STEPS; step++) {
            order = record(orderId, order, commands.next());
        }
        totals.put(orderId, ((Order.Existing) order).totals());
    }

    private Order record(String orderId, Order order, OrderCommand command) {
        Order current = order;
        if (OrderDecider.decide(order, command) instanceof Accepted accepted) {
            for (OrderEvent event : accepted.events()) {
                current = OrderDecider.evolve(current, event);
                log.add(stored(orderId, event));
                states.add(current);
            }
        }
        return current;
    }

    private StoredEvent stored(String orderId, OrderEvent event) {
        long revision = revisions.merge(orderId, 0L, (before, first) -> before + 1);
        Instant at = RandomCommands.NOW.plusSeconds(log.size());
        Actor actor = new Actor(Actor.Type.SYSTEM, "test");
        int version = CODEC.schemaVersion(event);
        EventMetadata metadata = new EventMetadata(
                new UUID(0, log.size()), "hash", "correlation", "causation", actor, version, at, null);
        return new StoredEvent(orderId, revision, log.size(), metadata, event);
    }

    private <D extends ReadModelDocument> Map<String, D> fold(Projection<D> projection) {
        return fold(projection, log);
    }

    private static <D extends ReadModelDocument> Map<String, D> fold(
            Projection<D> projection, List<StoredEvent> events) {
        Map<String, D> documents = new HashMap<>();
        for (StoredEvent event : events) {
            for (String key : projection.keys(event)) {
                documents.compute(key, (id, current) -> projection.fold(id, current, event));
            }
        }
        return documents;
    }

    private long sum(ToLongFunction<Totals> part) {
        return totals.values().stream().mapToLong(part).sum();
    }

    private static long units(Map<String, OrderDocument> orders, ToLongFunction<OrderDocument.Quantities> part) {
        return orders.values().stream()
                .flatMap(order -> order.lines().stream())
                .map(OrderDocument.Line::quantities)
                .mapToLong(part)
                .sum();
    }
}
