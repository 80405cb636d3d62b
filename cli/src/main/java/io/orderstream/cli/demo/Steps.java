package io.orderstream.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderstream.events.domain.AddressChanged;
import io.orderstream.events.domain.Cancelled;
import io.orderstream.events.domain.Completed;
import io.orderstream.events.domain.Confirmed;
import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.events.domain.FulfillmentEvent;
import io.orderstream.events.domain.Held;
import io.orderstream.events.domain.LinesCancelled;
import io.orderstream.events.domain.OrderDomainEvent;
import io.orderstream.events.domain.PaymentEvent;
import io.orderstream.events.domain.Placed;
import io.orderstream.events.domain.RefundEvent;
import io.orderstream.events.domain.Released;
import io.orderstream.events.domain.ReturnEvent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the commands to one order, with the domain events that each must make and where the order must stand after
 * it. All ids are made from the order's key, so that the same steps are the same commands in every run.
 */
final class Steps {

    private static final String PLACED = "PLACED";

    private final long orderKey;
    private final Ledger ledger;
    private final Goods goods;
    private final List<Step> steps = new ArrayList<>();
    private String lifecycle = PLACED;

    Steps(long orderKey, Ledger ledger, Goods goods) {
        this.orderKey = orderKey;
        this.ledger = ledger;
        this.goods = goods;
    }

    /** The id of a part of an order, such as a line or a payment. */
    static String id(long orderKey, String part) {
        return UUID.nameUUIDFromBytes(("tpch/order/" + orderKey + "/" + part).getBytes(UTF_8))
                .toString();
    }

    static String lineId(long orderKey, int line) {
        return id(orderKey, "line/" + line);
    }

    List<Step> all() {
        return List.copyOf(steps);
    }

    void place(PlaceOrderRequest request) {
        add("place", "", request, Placed.class);
    }

    void confirm() {
        lifecycle = "CONFIRMED";
        goods.confirm();
        add("confirm", "/confirm", null, Confirmed.class);
    }

    void complete() {
        lifecycle = "COMPLETED";
        goods.complete();
        add("complete", "/complete", null, Completed.class);
    }

    /** Cancels all of the order; each fulfilment that is still open is let go first, with an event of its own. */
    void cancel(String reason) {
        lifecycle = "CANCELLED";
        ledger.cancelAll();
        var events = new ArrayList<Class<? extends OrderDomainEvent>>();
        goods.openFulfillments().forEach(open -> events.add(FulfillmentEvent.Cancelled.class));
        events.add(Cancelled.class);
        goods.cancelAll();
        add("cancel", "/cancel", Map.of("reason", reason), events);
    }

    void cancelLine(int line, long units) {
        ledger.cancel(line, units);
        goods.cancel(line, units);
        var body = Map.of("items", items(List.of(new Item(line, units))), "reason", "not available");
        add("cancel-line-" + line, "/cancel-lines", body, LinesCancelled.class);
    }

    /** Holds these lines, or the whole order if there are none. */
    void hold(String hold, String type, List<Integer> lines) {
        goods.hold(hold);
        var lineIds = lines.stream().map(line -> lineId(orderKey, line)).toList();
        var body = Map.of("holdId", id(hold), "type", type, "lineIds", lineIds, "reason", "to be looked at");
        add(hold, "/holds", body, Held.class);
    }

    void release(String hold) {
        goods.release(hold);
        add(hold + "-release", "/holds/" + id(hold) + "/release", null, Released.class);
    }

    void changeAddress(PlaceOrderRequest.Address address) {
        add("address", "/shipping-address", address, AddressChanged.class);
    }

    /** Notes stay inside: there is no domain event. */
    void note(String text) {
        add("note", "/notes", Map.of("text", text, "visibility", "INTERNAL"), List.of());
    }

    void authorize(BigDecimal amount) {
        var payment = ledger.payments();
        ledger.authorize(amount);
        var name = payment(payment);
        var body =
                Map.of("paymentId", id(name), "reference", "pi-" + orderKey + "-" + payment, "amount", plain(amount));
        add(name, "/payments", body, PaymentEvent.Authorized.class);
    }

    /** Captures an amount, from as many payments as it takes. */
    void capture(String capture, BigDecimal amount) {
        for (var part : ledger.capturable(amount)) {
            ledger.capture(part);
            var name = capture + "-" + part.payment();
            var body = Map.of("captureId", id(name), "amount", plain(part.amount()));
            add(name, "/payments/" + id(payment(part.payment())) + "/captures", body, PaymentEvent.Captured.class);
        }
    }

    /** Voids what is authorized and will not be captured. */
    void voidRest() {
        for (var payment = 0; payment < ledger.payments(); payment++) {
            if (ledger.isOpen(payment)) {
                var name = payment(payment);
                add(name + "-void", "/payments/" + id(name) + "/void", null, PaymentEvent.Voided.class);
            }
        }
    }

    void allocate(String fulfillment, String location, List<Item> items) {
        goods.allocate(fulfillment, items);
        var body = Map.of("fulfillmentId", id(fulfillment), "location", location, "items", items(items));
        add(fulfillment, "/fulfillments", body, FulfillmentEvent.Allocated.class);
    }

    void cancelFulfillment(String fulfillment) {
        goods.cancelFulfillment(fulfillment);
        var path = "/fulfillments/" + id(fulfillment) + "/cancel";
        add(fulfillment + "-cancel", path, null, FulfillmentEvent.Cancelled.class);
    }

    /**
     * Ships these units of a fulfilment, or all that are left if there are none.
     *
     * @param part unlike that of the fulfilment's other parts
     */
    void ship(String fulfillment, String part, String carrier, List<Item> items) {
        goods.ship(fulfillment, items);
        var name = fulfillment + "-ship-" + part;
        var parcels = List.of(Map.of("carrier", carrier, "tracking", orderKey + "-" + name));
        var body = items.isEmpty() ? Map.of("parcels", parcels) : Map.of("parcels", parcels, "items", items(items));
        add(name, "/fulfillments/" + id(fulfillment) + "/ship", body, FulfillmentEvent.Shipped.class);
    }

    void deliver(String fulfillment, LocalDate day, List<Item> items) {
        goods.deliver(day, items);
        var at = day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC).toString();
        var path = "/fulfillments/" + id(fulfillment) + "/deliver";
        var body = Map.of("items", items(items), "at", at);
        add(fulfillment + "-deliver-" + day, path, body, FulfillmentEvent.Delivered.class);
    }

    void requestReturn(String name, List<Item> items) {
        goods.requestReturn(name, items);
        var asked = items.stream()
                .map(item -> Map.of(
                        "lineId", lineId(orderKey, item.line()), "quantity", item.quantity(), "reason", "not wanted"))
                .toList();
        add(name, "/returns", Map.of("returnId", id(name), "items", asked), ReturnEvent.Requested.class);
    }

    void approveReturn(String name) {
        add(name + "-approve", "/returns/" + id(name) + "/approve", null, ReturnEvent.Approved.class);
    }

    void declineReturn(String name) {
        goods.endReturn(name);
        var body = Map.of("reason", "too worn");
        add(name + "-decline", "/returns/" + id(name) + "/decline", body, ReturnEvent.Declined.class);
    }

    void cancelReturn(String name) {
        goods.endReturn(name);
        add(name + "-cancel", "/returns/" + id(name) + "/cancel", null, ReturnEvent.Cancelled.class);
    }

    /**
     * Receives units that were to come back.
     *
     * @param part unlike that of the return's other parts
     * @param fee what the customer is charged for it, at most what is credited; zero for nothing
     */
    void receive(String name, String part, List<Item> items, String disposition, BigDecimal fee) {
        ledger.receive(items, fee);
        goods.receive(name, items);
        var received = items.stream()
                .map(item -> Map.of(
                        "lineId",
                        lineId(orderKey, item.line()),
                        "quantity",
                        item.quantity(),
                        "disposition",
                        disposition))
                .toList();
        var fees = fee.signum() == 0 ? List.of() : List.of(Map.of("code", "RESTOCKING", "amount", plain(fee)));
        var path = "/returns/" + id(name) + "/receive";
        add(name + "-receive-" + part, path, Map.of("items", received, "fees", fees), ReturnEvent.Received.class);
    }

    /** Begins to pay out what is owed. */
    List<Ledger.Part> settle(String refund, BigDecimal amount) {
        var parts = ledger.refundable(amount);
        ledger.beginRefund(parts);
        var body = Map.of("refundId", id(refund), "kind", "SETTLE", "allocations", allocations(parts));
        add(refund, "/refunds", body, RefundEvent.Requested.class);
        return parts;
    }

    /** Begins to give back what a unit of a line is worth, and something for the trouble. */
    List<Ledger.Part> grant(String refund, int line, BigDecimal adjustment) {
        var parts = ledger.refundable(ledger.worthOf(line, 1).add(adjustment));
        ledger.grant(line, 1, adjustment);
        ledger.beginRefund(parts);
        var body = Map.of(
                "refundId",
                id(refund),
                "kind",
                "GRANT",
                "allocations",
                allocations(parts),
                "lines",
                items(List.of(new Item(line, 1))),
                "adjustment",
                plain(adjustment),
                "reason",
                "came late");
        add(refund, "/refunds", body, RefundEvent.Requested.class);
        return parts;
    }

    void refunded(String refund, List<Ledger.Part> parts) {
        ledger.endRefund(parts, true);
        add(refund + "-result", result(refund), Map.of("result", "SUCCEEDED"), RefundEvent.Succeeded.class);
    }

    /** A grant that failed takes its credit back too. */
    void grantFailed(String refund, List<Ledger.Part> parts) {
        ledger.takeBackCredit();
        refundFailed(refund, parts);
    }

    void refundFailed(String refund, List<Ledger.Part> parts) {
        ledger.endRefund(parts, false);
        var body = Map.of("result", "FAILED", "reason", "account closed");
        add(refund + "-result", result(refund), body, RefundEvent.Failed.class);
    }

    private String result(String refund) {
        return "/refunds/" + id(refund) + "/result";
    }

    private String payment(int number) {
        return "payment-" + number;
    }

    private String id(String part) {
        return id(orderKey, part);
    }

    private List<Map<String, Object>> items(List<Item> items) {
        return items.stream()
                .map(item ->
                        Map.<String, Object>of("lineId", lineId(orderKey, item.line()), "quantity", item.quantity()))
                .toList();
    }

    private List<Map<String, String>> allocations(List<Ledger.Part> parts) {
        return parts.stream()
                .map(part -> Map.of("paymentId", id(payment(part.payment())), "amount", plain(part.amount())))
                .toList();
    }

    private void add(String name, String path, @Nullable Object body, Class<? extends OrderDomainEvent> event) {
        add(name, path, body, List.of(event));
    }

    private void add(String name, String path, @Nullable Object body, List<Class<? extends OrderDomainEvent>> events) {
        steps.add(new Step(
                name,
                path,
                body == null ? "" : Json.write(body),
                events.stream().map(DomainEventTypes::typeOf).toList(),
                ledger.standing(lifecycle)));
    }

    private static String plain(BigDecimal amount) {
        return amount.toPlainString();
    }
}
