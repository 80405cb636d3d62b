package io.orderstream.benchmarks.write;

import io.orderstream.benchmarks.measure.ClosedLoop.Client;
import io.orderstream.benchmarks.measure.HttpConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Orders that clients work on at once, and what they send. Each connection has a share of the orders to itself, so that
 * no two commands meet on one order.
 */
final class Orders {

    /** Three lines with tax and a discount, a shipping address, and a charge for shipping. */
    private static final String PLACE = """
            {"channel":"web","currency":"EUR","customerId":"7e0c6a5e-1f0b-4f5e-9d57-0f6f8a3c2b11",
             "party":{"email":"ada@example.com","shipping":{"name":"Ada","lines":["1 Main St"],"city":"Berlin","postalCode":"10115","country":"DE"}},
             "policy":{"rounding":"HALF_EVEN","taxLevel":"LINE","pricesIncludeTax":false},
             "lines":[{"sku":"S18_1749","name":"1917 Grand Touring Sedan","quantity":30,"unitPrice":"100.00",
                       "taxRates":[{"code":"VAT","rate":"0.19"}],"discounts":[{"code":"SPRING","amount":"50.00"}],"requiresShipping":true},
                      {"sku":"S24_2000","name":"1960 BSA Gold Star","quantity":2,"unitPrice":"76.17","taxRates":[{"code":"VAT","rate":"0.19"}]},
                      {"sku":"S12_1108","name":"2001 Ferrari Enzo","quantity":1,"unitPrice":"207.80","taxRates":[{"code":"VAT","rate":"0.19"}]}],
             "shippingCharges":[{"method":"standard","price":"4.90","taxRates":[{"code":"VAT","rate":"0.19"}]}]}""";

    private static final String IMPORT = """
            {"source":"benchmark","externalId":"%s-%010d","lifecycle":"PLACED","placedAt":"2026-03-01T09:30:00Z",""" + PLACE.strip().substring(1).replace("\n", "");

    private static final String NOTE = "{\"text\":\"The customer called and asks for delivery in the afternoon.\"}";

    private static final int PREPARING = 16;

    /** As often as an order is changed while somebody works on it. */
    private static final int CHANGES = 12;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong keys = new AtomicLong();
    private final Order[] orders;

    /** @param count how many are open at a time */
    Orders(int count) {
        this.orders = new Order[count];
        for (int i = 0; i < count; i++) {
            orders[i] = new Order();
        }
    }

    /** An order that is open, and what was done to it last. Only one connection works on it. */
    private static final class Order {
        private String path = "";
        private String paymentId = "";
        private String holdId = "";
        private int done;
    }

    /** What placing is measured against. */
    Client noOp() {
        return connection -> connection.post("/benchmark/no-op", key(), PLACE).orFail();
    }

    /** A POST that nothing is done with. */
    Client bare() {
        return connection -> connection.post("/benchmark/bare", key(), PLACE).orFail();
    }

    /** Places one order after the other, and leaves them. */
    Client placing() {
        return connection -> connection.post("/v1/orders", key(), PLACE).orFail();
    }

    /** The order that is placed, as a line of an import with a name of its own. */
    String line() {
        return IMPORT.formatted(run, keys.incrementAndGet());
    }

    /**
     * Changes one of its share of the orders, which are placed, after the other: {@value #CHANGES} times, with a note, a hold,
     * the hold's release, and so on. The last of them is changed on and on.
     */
    Client changing(int connection, int connections) {
        AtomicInteger at = new AtomicInteger(connection);
        return http -> change(http, orders[at.updateAndGet(number -> changing(number, connection, connections))]);
    }

    /** That order or, if it was changed as often as those before it, the next of the same share. */
    private int changing(int number, int connection, int connections) {
        int order = number;
        while (orders[order].done >= CHANGES && order + connections < orders.length) {
            order += connections;
        }
        return order;
    }

    private void change(HttpConnection http, Order order) throws IOException {
        switch (order.done++ % 3) {
            case 0 -> post(http, order.path + "/notes", NOTE);
            case 1 -> {
                order.holdId = randomId();
                post(http, order.path + "/holds", "{\"holdId\":\"" + order.holdId + "\",\"type\":\"MANUAL\"}");
            }
            default -> post(http, order.path + "/holds/" + order.holdId + "/release", "");
        }
    }

    /**
     * Takes any of its share of the orders one step further in a life of five commands, of which each gets as many:
     * placed, confirmed, authorized, captured, noted; then another order takes its place.
     */
    Client living(int connection, int connections) {
        return http -> step(http, anyOf(connection, connections));
    }

    private void step(HttpConnection http, Order order) throws IOException {
        switch (order.done++ % 5) {
            case 0 ->
                order.path = http.post("/v1/orders", key(), PLACE).orFail().location();
            case 1 -> post(http, order.path + "/confirm", "");
            case 2 -> {
                order.paymentId = randomId();
                post(
                        http,
                        order.path + "/payments",
                        "{\"paymentId\":\"" + order.paymentId + "\",\"reference\":\"pay-1\",\"amount\":\"100.00\"}");
            }
            case 3 -> post(http, order.path + "/payments/" + order.paymentId + "/captures", "{\"amount\":\"100.00\"}");
            default -> post(http, order.path + "/notes", NOTE);
        }
    }

    /** Places all orders. */
    void place(int port) throws Exception {
        forEach(
                port,
                (http, order) -> orders[order].path =
                        http.post("/v1/orders", key(), PLACE).orFail().location());
    }

    /** Brings all orders into their lives, as many to each step. */
    void begin(int port) throws Exception {
        forEach(port, (http, order) -> {
            for (int done = 0; done < order % 5; done++) {
                step(http, orders[order]);
            }
        });
    }

    private interface Preparation {
        void prepare(HttpConnection http, int order) throws IOException;
    }

    private void forEach(int port, Preparation preparation) throws Exception {
        try (var threads = Executors.newFixedThreadPool(PREPARING)) {
            List<Callable<Object>> shares = new ArrayList<>();
            for (int i = 0; i < PREPARING; i++) {
                int first = i;
                shares.add(() -> {
                    try (HttpConnection http = new HttpConnection(port)) {
                        for (int order = first; order < orders.length; order += PREPARING) {
                            preparation.prepare(http, order);
                        }
                    }
                    return orders;
                });
            }
            for (Future<Object> share : threads.invokeAll(shares)) {
                share.get();
            }
        }
    }

    private Order anyOf(int connection, int connections) {
        int share = orders.length / connections;
        return orders[connection * share + ThreadLocalRandom.current().nextInt(share)];
    }

    private void post(HttpConnection http, String path, String body) throws IOException {
        http.post(path, key(), body).orFail();
    }

    private String key() {
        return run + "-" + keys.incrementAndGet();
    }

    private static String randomId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
