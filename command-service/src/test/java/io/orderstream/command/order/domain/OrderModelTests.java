package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.NOW;
import static io.orderstream.command.order.domain.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.FulfillmentCommand.AllocateFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.CancelFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.DeliverFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.ShipFulfillment;
import io.orderstream.command.order.domain.HoldCommand.HoldType;
import io.orderstream.command.order.domain.HoldCommand.PlaceHold;
import io.orderstream.command.order.domain.HoldCommand.ReleaseHold;
import io.orderstream.command.order.domain.ModelOrder.ModelLine;
import io.orderstream.command.order.domain.MoneyPolicy.Rounding;
import io.orderstream.command.order.domain.MoneyPolicy.TaxLevel;
import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.OrderCommand.CancelOrder;
import io.orderstream.command.order.domain.OrderCommand.CompleteOrder;
import io.orderstream.command.order.domain.OrderCommand.ConfirmOrder;
import io.orderstream.command.order.domain.PaymentCommand.RecordAuthorization;
import io.orderstream.command.order.domain.PaymentCommand.RecordCapture;
import io.orderstream.command.order.domain.PaymentCommand.RecordVoid;
import io.orderstream.command.order.domain.PlaceOrder.DiscountScope;
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
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Random commands against the order and against a model of it that was written from its description alone. */
class OrderModelTests {

    private static final EventCodec CODEC = new EventCodec();

    /** A step; what its numbers mean depends on {@code kind}. */
    record Step(int kind, int id, int line, int units, int amount) {

        String lineId() {
            return "l" + (line + 1);
        }

        String name(String prefix, int howMany) {
            return prefix + id % howMany;
        }

        boolean even() {
            return amount % 2 == 0;
        }
    }

    @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void the_order_does_what_the_model_does(@ForAll("orders") PlaceOrder place, @ForAll("steps") List<Step> steps) {
        Run run = new Run(place);
        steps.forEach(run::take);
    }

    @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void an_order_on_its_way_does_what_the_model_does(
            @ForAll("orders") PlaceOrder place, @ForAll("laterSteps") List<Step> steps) {
        Run run = new Run(place);
        run.take(new Step(0, 0, 0, 1, 1));
        run.take(new Step(4, 0, 0, 1, 20_000));
        run.take(new Step(5, 0, 0, 1, 10_000));
        for (int line = 0; line < 3; line++) {
            run.take(new Step(7, line, line, 2, 1));
            run.take(new Step(8, line, line, 2, 1));
            run.take(new Step(11, line, line, 2, 1));
            run.take(new Step(12, line, line, 2, 1));
        }
        steps.forEach(run::take);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void an_imported_order_does_what_the_model_does(
            @ForAll("imports") ImportOrder imported, @ForAll("laterSteps") List<Step> steps) {
        Run run = new Run(imported);
        steps.forEach(run::take);
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void an_order_that_was_delivered_and_paid_does_what_the_model_does(
            @ForAll("orders") PlaceOrder place, @ForAll("lastSteps") List<Step> steps) {
        Run run = new Run(place);
        int grand = (int) run.grand();
        run.take(new Step(0, 0, 0, 1, 1));
        run.take(new Step(4, 0, 0, 1, grand));
        run.take(new Step(5, 0, 0, 1, grand));
        for (int line = 0; line < 3; line++) {
            int all = run.ordered(line);
            run.take(new Step(7, line, line, all, 1));
            run.take(new Step(8, line, line, all, 1));
            run.take(new Step(9, line, line, all, 1));
        }
        steps.forEach(run::take);
        Statistics.coverage(recorded -> Stream.of(11, 12, 13, 14, 15, 17, 20, 22)
                .forEach(kind -> recorded.check(kind).count(count -> count > 0)));
    }

    private static final class Run {

        private final String currency;
        private final ModelOrder model;
        private Order order;
        private Order foldedAgain = Order.NOT_PLACED;

        Run(PlaceOrder place) {
            currency = place.currency();
            order = Order.NOT_PLACED;
            Order.Existing placed = (Order.Existing) record(place);
            model = new ModelOrder(
                    place.policy().rounding().mode(), placed.totals().grand(), placed.creditableShipping());
            placed.lines().stream()
                    .forEach(line -> model.lines.put(
                            line.lineId(), new ModelLine(line.quantities().ordered(), amounts(line.amounts()))));
        }

        Run(ImportOrder command) {
            currency = command.order().currency();
            order = Order.NOT_PLACED;
            Accepted accepted = (Accepted) OrderDecider.decide(order, command);
            OrderImported event = (OrderImported) accepted.events().get(0);
            Order.Existing imported = (Order.Existing) record(command);
            Totals totals = event.totals();
            model = new ModelOrder(
                    command.order().policy().rounding().mode(), totals.grand(), imported.creditableShipping());
            model.importAs(
                    ModelOrder.Stage.valueOf(command.lifecycle().name()),
                    totals.grand()
                            - (totals.subtotal()
                                    - totals.discount()
                                    + totals.shipping()
                                    + totals.tax()
                                    + totals.fees()));
            for (int i = 0; i < event.lines().size(); i++) {
                OrderImported.ImportedLine line = event.lines().get(i);
                model.lines.put(
                        line.ordered().lineId(),
                        modelLine(line, command.progress().get(i)));
            }
            for (int i = 0; i < event.lines().size(); i++) {
                model.importCredits(
                        event.lines().get(i).ordered().lineId(),
                        command.progress().get(i).credited());
            }
            model.importPayment("p0", "c0", totals.captured(), totals.refunded());
            model.check(imported);
        }

        private static ModelLine modelLine(OrderImported.ImportedLine line, ImportOrder.Progress progress) {
            ModelLine modelled = new ModelLine(
                    line.ordered().quantity(), amounts(line.ordered().amounts()));
            modelled.cancelled = progress.cancelled();
            modelled.take(amounts(line.cancelled()), 1);
            modelled.allocated = progress.allocated();
            modelled.shipped = progress.shipped();
            modelled.delivered = progress.delivered();
            modelled.restocked = progress.restocked();
            modelled.writtenOff = progress.writtenOff();
            modelled.received = progress.restocked() + progress.writtenOff();
            return modelled;
        }

        private static long[] amounts(LineAmounts amounts) {
            return Stream.concat(Stream.of(amounts.net()), amounts.taxes().stream())
                    .mapToLong(Long::longValue)
                    .toArray();
        }

        long grand() {
            return ((Order.Existing) order).totals().grand();
        }

        int ordered(int line) {
            ModelLine known = model.lines.get("l" + (line + 1));
            return known == null ? 0 : (int) known.ordered;
        }

        /** One step on both; they must agree whether anything is recorded, and what is then. */
        void take(Step step) {
            Order before = order;
            String line = step.lineId();
            if (!model.lines.containsKey(line)) {
                return;
            }
            String payment = step.name("p", 2);
            String refund = step.name("r", 5);
            String fulfillment = step.name("f", 4);
            String returned = step.name("t", 4);
            boolean records = switch (step.kind()) {
                case 0 -> both(new ConfirmOrder(), model.confirm());
                case 1 -> both(new CancelLines(items(step), ""), model.cancelLine(line, step.units()));
                case 2 ->
                    both(
                            new PlaceHold(step.name("h", 3), HoldType.MANUAL, List.of(), ""),
                            model.hold(step.name("h", 3)));
                case 3 -> both(new ReleaseHold(step.name("h", 3)), model.release(step.name("h", 3)));
                case 4 ->
                    both(
                            new RecordAuthorization(payment, payment, money(step.amount())),
                            model.authorize(payment, step.amount()));
                case 5 ->
                    both(
                            new RecordCapture(payment, "c" + step.line() + step.units(), null, money(step.amount())),
                            model.capture(payment, "c" + step.line() + step.units(), step.amount()));
                case 6 -> both(new RecordVoid(payment), model.voidRest(payment));
                case 7 ->
                    both(
                            new AllocateFulfillment(fulfillment, "berlin", items(step)),
                            model.allocate(fulfillment, line, step.units()));
                case 8 -> ship(fulfillment, step.units());
                case 9 -> both(new DeliverFulfillment(fulfillment, List.of(), NOW, NOW), model.deliver(fulfillment));
                case 10 -> both(new CancelFulfillment(fulfillment), model.cancelFulfillment(fulfillment));
                case 11 ->
                    both(
                            new RequestReturn(returned, List.of(new RequestedItem(line, step.units(), "")), NOW),
                            model.requestReturn(returned, line, step.units()));
                case 12 -> both(new ApproveReturn(returned), model.approve(returned));
                case 13 -> both(new DeclineReturn(returned, ""), model.decline(returned));
                case 14 -> both(new CancelReturn(returned), model.cancelReturn(returned));
                case 15 -> receive(returned, step);
                case 17 -> grant(refund, payment, step);
                case 19 ->
                    both(
                            refund(refund, RefundKind.SETTLE, payment, step.amount(), List.of(), 0, 0),
                            model.settle(refund, payment, step.amount()));
                case 20 ->
                    both(
                            new RecordRefundResult(
                                    refund, step.even() ? RefundResult.SUCCEEDED : RefundResult.FAILED, ""),
                            model.result(refund, step.even()));
                case 22 -> both(new CompleteOrder(NOW, NOW), model.complete());
                default -> both(new CancelOrder(""), model.cancel());
            };
            assertThat(order.equals(before)).as("recorded").isEqualTo(!records);
            if (records) {
                Statistics.collect(step.kind());
            }
            model.check((Order.Existing) order);
            assertThat(foldedAgain).as("folded again from JSON").isEqualTo(order);
        }

        private boolean ship(String fulfillment, long units) {
            String line = model.fulfillments.containsKey(fulfillment) ? model.fulfillments.get(fulfillment).line : "l1";
            return both(
                    new ShipFulfillment(fulfillment, List.of(new Item(line, units)), List.of()),
                    model.ship(fulfillment, units));
        }

        private boolean receive(String returned, Step step) {
            String line = model.returns.containsKey(returned) ? model.returns.get(returned).line : "l1";
            long fee = step.amount() % 3 == 0 ? step.amount() % 500 : 0;
            return both(
                    new ReceiveReturn(
                            returned,
                            List.of(new ReceivedItem(
                                    line, step.units(), step.even() ? Disposition.RESTOCK : Disposition.WRITE_OFF)),
                            fee == 0 ? List.of() : List.of(new Fee("POSTAGE", money(fee)))),
                    model.receive(returned, step.units(), step.even(), fee));
        }

        private boolean grant(String refund, String payment, Step step) {
            long units = step.even() ? step.units() : 0;
            long shipping = step.amount() % 3 == 0 ? step.amount() % 60 : 0;
            long adjustment = units == 0 && shipping == 0 ? step.amount() : 0;
            long amount = model.worth(step.lineId(), units) + shipping + adjustment;
            List<Item> items = units == 0 ? List.of() : items(step);
            return both(
                    refund(refund, RefundKind.GRANT, payment, amount, items, shipping, adjustment),
                    model.grant(refund, payment, step.lineId(), units, shipping, amount));
        }

        private RequestRefund refund(
                String id,
                RefundKind kind,
                String payment,
                long amount,
                List<Item> items,
                long shipping,
                long adjustment) {
            return new RequestRefund(
                    id,
                    kind,
                    List.of(new Allocation(payment, money(amount))),
                    items,
                    money(shipping),
                    money(adjustment),
                    "");
        }

        private boolean both(OrderCommand command, boolean records) {
            record(command);
            return records;
        }

        private Order record(OrderCommand command) {
            if (OrderDecider.decide(order, command) instanceof Accepted accepted) {
                for (OrderEvent event : accepted.events()) {
                    order = OrderDecider.evolve(order, event);
                    foldedAgain = OrderDecider.evolve(foldedAgain, throughJson(event));
                }
            }
            return order;
        }

        private BigDecimal money(long minor) {
            return new Money(minor, currency).decimal();
        }

        private static List<Item> items(Step step) {
            return List.of(new Item(step.lineId(), step.units()));
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

    @Provide
    Arbitrary<List<Step>> steps() {
        return steps(0, 1, 2, 3, 4, 5, 5, 6, 7, 7, 8, 8, 9, 10, 11, 12, 13, 14, 15, 17, 19, 20, 22, 23)
                .list()
                .ofMinSize(10)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Step>> laterSteps() {
        return steps(
                        1, 1, 1, 5, 5, 7, 8, 9, 9, 10, 11, 11, 12, 12, 13, 14, 15, 15, 15, 17, 17, 17, 17, 19, 19, 20,
                        20, 20, 20, 22)
                .list()
                .ofMinSize(10)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Step>> lastSteps() {
        return steps(11, 11, 12, 12, 13, 14, 15, 15, 17, 20, 22)
                .list()
                .ofMinSize(5)
                .ofMaxSize(40);
    }

    /** Steps of these kinds, more often of one that is named more often. */
    private static Arbitrary<Step> steps(Integer... kinds) {
        return Combinators.combine(
                        Arbitraries.of(kinds),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 3_000))
                .as(Step::new);
    }

    @Provide
    Arbitrary<PlaceOrder> orders() {
        Arbitrary<Integer> prices = Arbitraries.integers().between(1, 999);
        return Combinators.combine(
                        prices.list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.of("JPY", "EUR", "BHD"),
                        Arbitraries.of(Rounding.class),
                        Arbitraries.of(TaxLevel.class),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 50))
                .as((amounts, quantity, currency, rounding, level, included, discount) -> {
                    Orders order = order().in(currency)
                            .policy(rounding, level, included)
                            .shipping(minor(77, currency), "0.19");
                    amounts.forEach(price -> order.line(
                            quantity,
                            minor(price, currency) + (price % 2 == 0 ? "" : fraction(currency)),
                            "0.19",
                            "0.07"));
                    long gross = amounts.stream()
                            .mapToLong(price -> (long) price * quantity)
                            .sum();
                    return order.discount(DiscountScope.ORDER, minor(gross * discount / 100, currency))
                            .place();
                });
    }

    /** An order as it may stand elsewhere, with totals that are somewhat off, or not. */
    @Provide
    Arbitrary<ImportOrder> imports() {
        return Combinators.combine(
                        orders(),
                        Arbitraries.integers().between(0, 100).list().ofSize(15),
                        Arbitraries.integers().between(-40, 40).list().ofSize(4),
                        Arbitraries.of(Lifecycle.CONFIRMED, Lifecycle.COMPLETED),
                        Arbitraries.integers().between(1, 20_000),
                        Arbitraries.integers().between(0, 100))
                .as(OrderModelTests::imported);
    }

    private static ImportOrder imported(
            PlaceOrder place,
            List<Integer> parts,
            List<Integer> off,
            Lifecycle lifecycle,
            int captured,
            int refundedPercent) {
        List<ImportOrder.Progress> progress = new ArrayList<>();
        for (int i = 0; i < place.lines().size(); i++) {
            long ordered = place.lines().get(i).quantity();
            long cancelled = part(ordered, parts.get(5 * i));
            long active = ordered - cancelled;
            long shipped = lifecycle == Lifecycle.COMPLETED ? active : part(active, parts.get(5 * i + 1));
            long delivered = lifecycle == Lifecycle.COMPLETED ? active : part(shipped, parts.get(5 * i + 2));
            long restocked = part(shipped, parts.get(5 * i + 3));
            long credited = Math.max(restocked, part(active, parts.get(5 * i + 4)));
            progress.add(new ImportOrder.Progress(cancelled, shipped, shipped, delivered, 0, restocked, 0, credited));
        }
        Totals ours = ((OrderImported)
                        ((Accepted) OrderDecider.decide(Order.NOT_PLACED, imported(place, progress, lifecycle)))
                                .events()
                                .get(0))
                .totals();
        ImportOrder plain = imported(place, progress, lifecycle);
        String currency = place.currency();
        long refunded = part(captured, refundedPercent);
        return new ImportOrder(
                plain.source(),
                plain.externalId(),
                lifecycle,
                place,
                progress,
                List.of(new ImportOrder.ImportedPayment(
                        "p0",
                        "p0",
                        new BigDecimal(minor(captured, currency)),
                        false,
                        List.of(new ImportOrder.ImportedCapture(
                                "c0", null, new BigDecimal(minor(captured, currency)), NOW)),
                        new BigDecimal(minor(refunded, currency)),
                        NOW)),
                new ImportOrder.StatedTotals(
                        new BigDecimal(minor(Math.max(0, ours.subtotal() + off.get(0)), currency)),
                        new BigDecimal(minor(Math.max(0, ours.discount() + off.get(1)), currency)),
                        null,
                        null,
                        new BigDecimal(minor(Math.max(0, ours.tax() + off.get(2)), currency)),
                        off.get(3) < 0 ? null : new BigDecimal(minor(Math.max(0, ours.grand() + off.get(3)), currency)),
                        null),
                plain.fulfillment(),
                plain.returnId(),
                plain.completedAt(),
                plain.returnsUntil());
    }

    private static ImportOrder imported(PlaceOrder place, List<ImportOrder.Progress> progress, Lifecycle lifecycle) {
        Instant completedAt = lifecycle == Lifecycle.COMPLETED ? NOW : null;
        return new ImportOrder(
                "elsewhere",
                "1",
                lifecycle,
                place,
                progress,
                List.of(),
                ImportOrder.StatedTotals.NONE,
                new ImportOrder.ImportedFulfillment("fx", "berlin", NOW, null, null),
                "tx",
                completedAt,
                completedAt);
    }

    private static long part(long whole, int percent) {
        return whole * percent / 100;
    }

    private static String minor(long minor, String currency) {
        return new Money(minor, currency).amount();
    }

    /** A third of a minor unit or so. */
    private static String fraction(String currency) {
        return currency.equals("JPY") ? ".333" : "333";
    }
}
