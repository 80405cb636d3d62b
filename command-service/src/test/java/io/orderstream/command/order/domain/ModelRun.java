package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.FulfillmentCommand.AllocateFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.CancelFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.DeliverFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.Parcel;
import io.orderstream.command.order.domain.FulfillmentCommand.ShipFulfillment;
import io.orderstream.command.order.domain.HoldCommand.HoldType;
import io.orderstream.command.order.domain.HoldCommand.PlaceHold;
import io.orderstream.command.order.domain.HoldCommand.ReleaseHold;
import io.orderstream.command.order.domain.ModelOrder.Asked;
import io.orderstream.command.order.domain.ModelOrder.Back;
import io.orderstream.command.order.domain.ModelOrder.ModelLine;
import io.orderstream.command.order.domain.OrderCommand.AddNote;
import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.OrderCommand.ChangeShippingAddress;
import io.orderstream.command.order.domain.OrderCommand.CompleteOrder;
import io.orderstream.command.order.domain.OrderCommand.ConfirmOrder;
import io.orderstream.command.order.domain.OrderCommand.Visibility;
import io.orderstream.command.order.domain.PaymentCommand.RecordAuthorization;
import io.orderstream.command.order.domain.PaymentCommand.RecordCapture;
import io.orderstream.command.order.domain.PaymentCommand.RecordVoid;
import io.orderstream.command.order.domain.RefundCommand.Allocation;
import io.orderstream.command.order.domain.RefundCommand.RecordRefundResult;
import io.orderstream.command.order.domain.RefundCommand.RefundKind;
import io.orderstream.command.order.domain.RefundCommand.RefundResult;
import io.orderstream.command.order.domain.RefundCommand.RequestRefund;
import io.orderstream.command.order.domain.ReturnCommand.ApproveReturn;
import io.orderstream.command.order.domain.ReturnCommand.CancelReturn;
import io.orderstream.command.order.domain.ReturnCommand.DeclineReturn;
import io.orderstream.command.order.domain.ReturnCommand.Disposition;
import io.orderstream.command.order.domain.ReturnCommand.Fee;
import io.orderstream.command.order.domain.ReturnCommand.ReceiveReturn;
import io.orderstream.command.order.domain.ReturnCommand.ReceivedItem;
import io.orderstream.command.order.domain.ReturnCommand.RequestReturn;
import io.orderstream.command.order.domain.ReturnCommand.RequestedItem;
import io.orderstream.events.Money;
import io.orderstream.events.stored.Actor;
import io.orderstream.events.stored.EncodedEvent;
import io.orderstream.events.stored.EventCodec;
import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/** An order and the model of it, taken the same steps; each step fails where they are not of one mind. */
final class ModelRun {

    private static final EventCodec CODEC = new EventCodec();

    /** What is run: the rules themselves, or rules with a fault in them. */
    interface Rules {

        default Decision decide(Order order, OrderCommand command) {
            return OrderDecider.decide(order, command);
        }

        default Order evolve(Order order, OrderEvent event) {
            return OrderDecider.evolve(order, event);
        }
    }

    enum Kind {
        CONFIRM,
        CANCEL_LINES,
        HOLD,
        RELEASE,
        AUTHORIZE,
        CAPTURE,
        VOID,
        ALLOCATE,
        SHIP,
        DELIVER,
        CANCEL_FULFILLMENT,
        REQUEST_RETURN,
        APPROVE,
        DECLINE,
        CANCEL_RETURN,
        RECEIVE,
        ADDRESS,
        GRANT,
        NOTE,
        SETTLE,
        RESULT,
        PAY_WHAT_IS_OWED,
        COMPLETE,
        CANCEL
    }

    /** A step; what its numbers mean depends on {@code kind}. */
    record Step(Kind kind, int id, int line, int units, int amount, int other) {

        String lineId() {
            return "l" + (line + 1);
        }

        String name(String prefix, int howMany) {
            return prefix + id % howMany;
        }

        /** True once in so many steps. */
        boolean onceIn(int many) {
            return other % many == 0;
        }
    }

    /** What became of a step. */
    record Outcome(Kind kind, String code) {}

    private final Rules rules;
    private final String currency;
    private final ModelOrder model;
    private final long beyondParts;
    private Order order = Order.NOT_PLACED;
    private Order foldedAgain = Order.NOT_PLACED;

    ModelRun(PlaceOrder place, Rules rules) {
        this.rules = rules;
        this.currency = place.currency();
        this.beyondParts = 0;
        record(rules.decide(order, place));
        Order.Existing placed = existing();
        this.model = new ModelOrder(place.policy(), placed.totals(), placed.creditableShipping());
        for (int i = 0; i < place.lines().size(); i++) {
            Line line = placed.lines().get(place.lines().get(i).lineId());
            model.lines.put(
                    line.lineId(),
                    new ModelLine(line.quantities().ordered(), line.requiresShipping(), parts(line.amounts())));
        }
    }

    ModelRun(ImportOrder command, Rules rules) {
        this.rules = rules;
        this.currency = command.order().currency();
        Decision decision = rules.decide(order, command);
        OrderImported event = (OrderImported) ((Accepted) decision).events().get(0);
        Totals totals = event.totals();
        this.beyondParts = totals.grand()
                - (totals.subtotal() - totals.discount() + totals.shipping() + totals.tax() + totals.fees());
        record(decision);
        this.model = new ModelOrder(command.order().policy(), totals, existing().creditableShipping());
        model.importAs(ModelOrder.Stage.valueOf(command.lifecycle().name()));
        for (int i = 0; i < event.lines().size(); i++) {
            model.lines.put(
                    event.lines().get(i).ordered().lineId(),
                    modelLine(event.lines().get(i), command.progress().get(i)));
        }
        for (int i = 0; i < event.lines().size(); i++) {
            model.importCredits(
                    event.lines().get(i).ordered().lineId(),
                    command.progress().get(i).credited());
        }
        model.importPayment("p0", "c0", totals.captured(), totals.refunded());
        model.check(existing());
    }

    private static ModelLine modelLine(OrderImported.ImportedLine line, ImportOrder.Progress progress) {
        OrderPlaced.Line ordered = line.ordered();
        ModelLine modelled = new ModelLine(ordered.quantity(), ordered.requiresShipping(), parts(ordered.amounts()));
        modelled.cancelled = progress.cancelled();
        modelled.take(parts(line.cancelled()), 1);
        modelled.allocated = progress.allocated();
        modelled.shipped = progress.shipped();
        modelled.delivered = progress.delivered();
        modelled.restocked = progress.restocked();
        modelled.writtenOff = progress.writtenOff();
        modelled.received = progress.restocked() + progress.writtenOff();
        return modelled;
    }

    private static long[] parts(LineAmounts amounts) {
        return LongStream.concat(
                        LongStream.of(amounts.net(), amounts.discount()),
                        amounts.taxes().stream().mapToLong(Long::longValue))
                .toArray();
    }

    private Order.Existing existing() {
        return (Order.Existing) order;
    }

    int grand() {
        return (int) existing().totals().grand();
    }

    int ordered(int line) {
        ModelLine known = model.lines.get("l" + (line + 1));
        return known == null ? 0 : (int) known.ordered;
    }

    /** One step on both, which must agree on what becomes of it and on what the order is then. */
    Outcome take(Step step) {
        String payment = step.name("p", 2);
        String hold = step.name("h", 3);
        String fulfillment = step.name("f", 3);
        String returned = step.name("t", 3);
        String refund = step.name("r", 4);
        boolean even = step.amount() % 2 == 0;
        return switch (step.kind()) {
            case CONFIRM -> both(step, new ConfirmOrder(), model.confirm());
            case NOTE -> both(step, new AddNote("rings twice", Visibility.INTERNAL), model.note());
            case ADDRESS -> address(step);
            case CANCEL_LINES -> both(step, new CancelLines(items(units(step)), ""), model.cancelLines(units(step)));
            case CANCEL -> both(step, new CancelOrder(""), model.cancel());
            case COMPLETE -> both(step, new CompleteOrder(NOW, NOW), model.complete());
            case HOLD -> {
                List<String> covered = even ? List.of() : List.of(step.lineId());
                yield both(step, new PlaceHold(hold, HoldType.MANUAL, covered, ""), model.hold(hold, covered));
            }
            case RELEASE -> both(step, new ReleaseHold(hold), model.release(hold));
            case AUTHORIZE -> {
                String reference = "ref-" + (step.onceIn(4) ? "p0" : payment);
                int amount = step.onceIn(2) ? 5_000 : step.amount();
                yield both(
                        step,
                        new RecordAuthorization(payment, reference, money(amount)),
                        model.authorize(payment, reference, amount));
            }
            case CAPTURE -> {
                String captureId = "c" + step.line() + step.units();
                String reference = step.onceIn(3) ? null : "ch-" + step.other() % 7;
                int amount = even ? 70 : step.amount();
                yield both(
                        step,
                        new RecordCapture(payment, captureId, reference, money(amount)),
                        model.capture(payment, captureId, reference, amount));
            }
            case VOID -> both(step, new RecordVoid(payment), model.voidRest(payment));
            case PAY_WHAT_IS_OWED -> payWhatIsOwed(step, payment, refund);
            case GRANT -> grant(step, refund, payment);
            case SETTLE -> settle(step, refund, payment, step.amount());
            case RESULT ->
                both(
                        step,
                        new RecordRefundResult(refund, even ? RefundResult.SUCCEEDED : RefundResult.FAILED, ""),
                        model.result(refund, even));
            case ALLOCATE ->
                both(
                        step,
                        new AllocateFulfillment(fulfillment, "berlin", items(units(step))),
                        model.allocate(fulfillment, units(step)));
            case SHIP -> ship(step, fulfillment);
            case DELIVER -> {
                Map<String, Long> named = even ? Map.of() : units(step);
                boolean future = step.onceIn(17);
                yield both(
                        step,
                        new DeliverFulfillment(fulfillment, items(named), future ? NOW.plusSeconds(1) : NOW, NOW),
                        model.deliver(fulfillment, named, future));
            }
            case CANCEL_FULFILLMENT ->
                both(step, new CancelFulfillment(fulfillment), model.cancelFulfillment(fulfillment));
            case REQUEST_RETURN -> {
                boolean late = step.onceIn(5);
                yield both(
                        step,
                        new RequestReturn(returned, requested(units(step)), late ? NOW.plusSeconds(1) : NOW),
                        model.requestReturn(returned, units(step), late));
            }
            case APPROVE -> both(step, new ApproveReturn(returned), model.approve(returned));
            case DECLINE -> both(step, new DeclineReturn(returned, ""), model.decline(returned));
            case CANCEL_RETURN -> both(step, new CancelReturn(returned), model.cancelReturn(returned));
            case RECEIVE -> receive(step, returned);
        };
    }

    private Outcome address(Step step) {
        String name = "Ada " + step.id() % 3;
        PlaceOrder.Address address = new PlaceOrder.Address(name, List.of("1 Main St"), "Berlin", null, null, "DE");
        return both(step, new ChangeShippingAddress(address), model.sendTo(name));
    }

    private Outcome ship(Step step, String fulfillment) {
        Map<String, Long> named = step.amount() % 2 == 0 ? Map.of() : units(step);
        Map<String, Long> packed = step.onceIn(3) ? units(step) : Map.of();
        List<Parcel> parcels = packed.entrySet().stream()
                .map(item -> new Parcel("DHL", null, List.of(new Item(item.getKey(), item.getValue()))))
                .toList();
        return both(
                step, new ShipFulfillment(fulfillment, items(named), parcels), model.ship(fulfillment, named, packed));
    }

    private Outcome receive(Step step, String returned) {
        List<Back> back = new ArrayList<>();
        boolean fit = step.amount() % 2 == 0;
        if (step.onceIn(2) && model.isExpected(returned)) {
            model.returns.get(returned).expected.forEach((line, left) -> {
                long first = Math.min(left, step.units());
                back.add(new Back(line, first, fit));
                if (left > first && step.onceIn(4)) {
                    back.add(new Back(line, left - first, !fit));
                }
            });
        } else {
            units(step).forEach((line, units) -> back.add(new Back(line, units, fit)));
        }
        long fee = step.amount() % 3 == 0 ? step.amount() % 500 : 0;
        List<ReceivedItem> items = back.stream()
                .map(some -> new ReceivedItem(
                        some.line(), some.units(), some.fit() ? Disposition.RESTOCK : Disposition.WRITE_OFF))
                .toList();
        List<Fee> fees = fee == 0 ? List.of() : List.of(new Fee("POSTAGE", money(fee)));
        return both(step, new ReceiveReturn(returned, items, fees), model.receive(returned, back, fee));
    }

    private Outcome grant(Step step, String refund, String payment) {
        Map<String, Long> units = step.amount() % 2 == 0 ? units(step) : Map.of();
        long shipping = step.amount() % 3 == 0 ? step.amount() % 90 : 0;
        long adjustment = units.isEmpty() && shipping == 0 ? step.amount() : 0;
        boolean known = model.lines.keySet().containsAll(units.keySet());
        long amount = Math.max(1, (known ? model.worth(units) : 1) + shipping + adjustment + (step.onceIn(13) ? 1 : 0));
        Map<String, Long> allocations = allocations(step, payment, amount);
        return both(
                step,
                refund(refund, RefundKind.GRANT, allocations, units, shipping, adjustment),
                model.refund(refund, new Asked(true, allocations, units, shipping, adjustment)));
    }

    private Outcome settle(Step step, String refund, String payment, long amount) {
        Map<String, Long> allocations = allocations(step, payment, amount);
        long adjustment = step.onceIn(13) ? 1 : 0;
        return both(
                step,
                refund(refund, RefundKind.SETTLE, allocations, Map.of(), 0, adjustment),
                model.refund(refund, new Asked(false, allocations, Map.of(), 0, adjustment)));
    }

    /** Captures what the customer owes, or settles what is owed to the customer. */
    private Outcome payWhatIsOwed(Step step, String payment, String refund) {
        long balance = model.balance();
        if (balance <= 0) {
            return settle(step, refund, payment, Math.max(1, model.owed()));
        }
        String captureId = "owed" + step.id();
        return both(
                step,
                new RecordCapture(payment, captureId, null, money(balance)),
                model.capture(payment, captureId, null, balance));
    }

    /** All to one payment, or now and then a part of it to the other. */
    private static Map<String, Long> allocations(Step step, String payment, long amount) {
        Map<String, Long> allocations = new LinkedHashMap<>();
        long part = step.onceIn(4) ? amount / 2 : 0;
        allocations.put(payment, amount - part);
        if (part > 0) {
            allocations.put(payment.equals("p0") ? "p1" : "p0", part);
        }
        return allocations;
    }

    private RequestRefund refund(
            String id,
            RefundKind kind,
            Map<String, Long> allocations,
            Map<String, Long> units,
            long shipping,
            long adjustment) {
        List<Allocation> parts = allocations.entrySet().stream()
                .map(part -> new Allocation(part.getKey(), money(part.getValue())))
                .toList();
        return new RequestRefund(id, kind, parts, items(units), money(shipping), money(adjustment), "");
    }

    /** Units of one line, now and then of the next too, and seldom of one that is not there. */
    private Map<String, Long> units(Step step) {
        Map<String, Long> units = new LinkedHashMap<>();
        if (model.lines.containsKey(step.lineId()) || step.onceIn(11)) {
            units.put(step.lineId(), (long) step.units());
        }
        String next = "l" + (step.line() + 2);
        if ((units.isEmpty() || step.onceIn(3)) && model.lines.containsKey(next)) {
            units.put(next, 1L + step.other() % 2);
        }
        if (units.isEmpty()) {
            units.put("l1", (long) step.units());
        }
        return units;
    }

    private static List<Item> items(Map<String, Long> units) {
        return units.entrySet().stream()
                .map(item -> new Item(item.getKey(), item.getValue()))
                .toList();
    }

    private static List<RequestedItem> requested(Map<String, Long> units) {
        return units.entrySet().stream()
                .map(item -> new RequestedItem(item.getKey(), item.getValue(), ""))
                .toList();
    }

    private BigDecimal money(long minor) {
        return new Money(minor, currency).decimal();
    }

    private Outcome both(Step step, OrderCommand command, Set<String> expected) {
        Decision decision = rules.decide(order, command);
        String code = code(decision);
        assertThat(expected).as("what may become of %s", command).contains(code);
        record(decision);
        model.check(existing());
        return new Outcome(step.kind(), code);
    }

    private static String code(Decision decision) {
        return switch (decision) {
            case Accepted accepted -> accepted.events().isEmpty() ? ModelOrder.NOTHING : ModelOrder.RECORDED;
            case Rejected rejected -> rejected.reason().code();
        };
    }

    private void record(Decision decision) {
        if (decision instanceof Accepted accepted) {
            for (OrderEvent event : accepted.events()) {
                order = rules.evolve(order, event);
                foldedAgain = rules.evolve(foldedAgain, throughJson(event));
                ModelOrder.invariants(existing(), beyondParts);
                assertThat(foldedAgain).as("folded again from JSON").isEqualTo(order);
            }
        }
    }

    private static OrderEvent throughJson(OrderEvent event) {
        Actor actor = new Actor(Actor.Type.SYSTEM, "test");
        int version = CODEC.schemaVersion(event);
        EventMetadata metadata =
                new EventMetadata(new UUID(0, 1), "hash", "correlation", "causation", actor, version, NOW, null);
        EncodedEvent encoded = CODEC.encode(event, metadata);
        return CODEC.decode("o1", 0, 0, encoded.type(), encoded.data(), encoded.metadata())
                .event();
    }
}
