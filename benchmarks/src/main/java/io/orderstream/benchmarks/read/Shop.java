package io.orderstream.benchmarks.read;

import com.mongodb.client.MongoDatabase;
import io.orderstream.benchmarks.measure.ReadModelStore;
import io.orderstream.benchmarks.projection.OrderEvents;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.ShippingAddressChanged;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderIndexes;
import io.orderstream.readmodel.order.OrderProjection;
import io.orderstream.readmodel.sales.SalesDocument;
import io.orderstream.readmodel.sales.SalesProjection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The read models of a shop with many orders, folded here and written without a log: three lines each, over a quarter of a
 * year, of four channels and two currencies, every other one confirmed.
 */
public final class Shop {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final List<String> CHANNELS = List.of("web", "app", "store", "phone");
    private static final List<String> CURRENCIES = List.of("EUR", "USD");
    private static final OrderPlaced.Address ADDRESS =
            new OrderPlaced.Address("Ada Lovelace", List.of("2 Side St"), "Berlin", "BE", "10115", "DE");
    private static final int CUSTOMERS = 5_000;
    private static final int BATCH = 1_000;
    private static final List<List<String>> BY_POSITION = List.of(List.of("position"));

    private final OrderProjection orderProjection = new OrderProjection();
    private final SalesProjection salesProjection = new SalesProjection(new ReportingCalendar(ZoneOffset.UTC));
    private final ReadModelStore orders;
    private final ReadModelStore sales;
    private final Map<String, SalesDocument> salesDocuments = new HashMap<>();
    private final Map<String, OrderDocument> changing = new HashMap<>();
    private final int count;
    private final int changeable;
    private long position;

    private Shop(MongoDatabase database, int count, int changeable) {
        this.orders = ReadModelStore.create(database, orderProjection, OrderIndexes.ALL);
        this.sales = ReadModelStore.create(database, salesProjection, BY_POSITION);
        this.count = count;
        this.changeable = changeable;
    }

    /**
     * Fills empty collections.
     *
     * @param changeable how many of the orders can be changed later; they are kept in memory for that
     */
    public static Shop open(MongoDatabase database, int orders, int changeable) {
        var shop = new Shop(database, orders, changeable);
        shop.fill();
        return shop;
    }

    /** The id of an order, from 0. */
    public static String orderId(int number) {
        return new UUID(0x0199_0000_0000_7000L + number, 0x8000_0000_0000_0000L + number).toString();
    }

    String orders() {
        return orders.collection();
    }

    String sales() {
        return sales.collection();
    }

    private void fill() {
        List<OrderDocument> batch = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            var placed = event(number, 0, order(number).placed(context(number)));
            var order = orderProjection.fold(placed.orderId(), null, placed);
            fold(placed);
            if (number % 2 == 0) {
                order = orderProjection.fold(
                        placed.orderId(), order, event(number, 1, new OrderConfirmed(context(number))));
            }
            batch.add(order);
            if (number < changeable) {
                changing.put(order.id(), order);
            }
            if (batch.size() == BATCH || number == count - 1) {
                orders.insert(batch);
                batch.clear();
            }
        }
        sales.insert(salesDocuments.values());
        reach();
    }

    /**
     * Changes orders as the projector would: their documents first, then the checkpoint.
     *
     * @param numbers of orders, each at most once
     */
    public void change(List<Integer> numbers) {
        List<OrderDocument> changed = new ArrayList<>();
        for (int number : numbers) {
            var order = orderId(number);
            var event = new StoredEvent(
                    order,
                    changing.get(order).revision() + 1,
                    ++position,
                    order(number).metadata(0, 1),
                    new ShippingAddressChanged(context(number), ADDRESS));
            changed.add(changing.compute(order, (id, before) -> orderProjection.fold(id, before, event)));
        }
        orders.replace(changed);
        orders.reach(position);
    }

    private static OrderEvents order(int number) {
        return new OrderEvents(orderId(number), number);
    }

    private OrderContext context(int number) {
        var placedAt = FIRST.plus(QUARTER.multipliedBy(number).dividedBy(count));
        return new OrderContext(
                "N-" + number,
                CHANNELS.get(number % CHANNELS.size()),
                CURRENCIES.get(number / CHANNELS.size() % CURRENCIES.size()),
                "customer-" + number % CUSTOMERS,
                "DE",
                "BE",
                placedAt);
    }

    private StoredEvent event(int number, int revision, OrderEvent event) {
        return new StoredEvent(
                orderId(number), revision, ++position, order(number).metadata(revision, 1), event);
    }

    private void fold(StoredEvent event) {
        for (String key : salesProjection.keys(event)) {
            salesDocuments.put(key, salesProjection.fold(key, salesDocuments.get(key), event));
        }
    }

    private void reach() {
        orders.reach(position);
        sales.reach(position);
    }
}
