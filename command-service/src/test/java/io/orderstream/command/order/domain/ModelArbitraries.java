package io.orderstream.command.order.domain;

import static io.orderstream.command.order.domain.Orders.NOW;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.ModelRun.Kind;
import io.orderstream.command.order.domain.ModelRun.Step;
import io.orderstream.command.order.domain.MoneyPolicy.Rounding;
import io.orderstream.command.order.domain.MoneyPolicy.TaxLevel;
import io.orderstream.command.order.domain.PlaceOrder.DiscountScope;
import io.orderstream.events.Money;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random orders, and random steps to take with them. */
final class ModelArbitraries {

    private ModelArbitraries() {}

    /** Any of the steps. */
    static Arbitrary<List<Step>> steps() {
        return steps(
                10,
                60,
                List.copyOf(EnumSet.complementOf(EnumSet.of(Kind.COMPLETE))),
                Kind.CONFIRM,
                Kind.RELEASE,
                Kind.RELEASE,
                Kind.CAPTURE,
                Kind.ALLOCATE,
                Kind.ALLOCATE,
                Kind.SHIP,
                Kind.SHIP,
                Kind.DELIVER);
    }

    /** Steps that an order which is on its way is likely to take. */
    static Arbitrary<List<Step>> laterSteps() {
        return steps(
                10,
                60,
                List.copyOf(EnumSet.complementOf(EnumSet.of(Kind.CONFIRM, Kind.CANCEL, Kind.AUTHORIZE))),
                Kind.CANCEL_LINES,
                Kind.CAPTURE,
                Kind.DELIVER,
                Kind.REQUEST_RETURN,
                Kind.APPROVE,
                Kind.RECEIVE,
                Kind.RECEIVE,
                Kind.GRANT,
                Kind.GRANT,
                Kind.GRANT,
                Kind.RESULT,
                Kind.RESULT,
                Kind.RESULT);
    }

    /** Steps that move money, and what it depends on. */
    static Arbitrary<List<Step>> moneySteps() {
        return steps(
                10,
                40,
                List.of(
                        Kind.CAPTURE,
                        Kind.GRANT,
                        Kind.GRANT,
                        Kind.GRANT,
                        Kind.GRANT,
                        Kind.RESULT,
                        Kind.RESULT,
                        Kind.RESULT,
                        Kind.RESULT,
                        Kind.SETTLE,
                        Kind.PAY_WHAT_IS_OWED,
                        Kind.CANCEL_LINES,
                        Kind.RECEIVE));
    }

    /** Steps that an order which is delivered and paid is likely to take. */
    static Arbitrary<List<Step>> lastSteps() {
        return steps(
                5,
                40,
                List.of(
                        Kind.REQUEST_RETURN,
                        Kind.REQUEST_RETURN,
                        Kind.APPROVE,
                        Kind.APPROVE,
                        Kind.DECLINE,
                        Kind.CANCEL_RETURN,
                        Kind.RECEIVE,
                        Kind.RECEIVE,
                        Kind.GRANT,
                        Kind.PAY_WHAT_IS_OWED,
                        Kind.RESULT,
                        Kind.COMPLETE,
                        Kind.COMPLETE));
    }

    /** Steps of these kinds, and more often of some. */
    private static Arbitrary<List<Step>> steps(int least, int most, List<Kind> kinds, Kind... moreOften) {
        List<Kind> all = new ArrayList<>(kinds);
        all.addAll(List.of(moreOften));
        return Combinators.combine(
                        Arbitraries.of(all),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 3_000),
                        Arbitraries.integers().between(0, 999))
                .as(Step::new)
                .list()
                .ofMinSize(least)
                .ofMaxSize(most);
    }

    /** Steps that lead to an order of which all is delivered and paid. */
    static List<Step> deliveredAndPaid(ModelRun run) {
        List<Step> steps = new ArrayList<>();
        steps.add(step(Kind.CONFIRM, 0, 1, 1));
        steps.add(step(Kind.AUTHORIZE, 0, 1, run.grand() + 3_000));
        steps.add(step(Kind.PAY_WHAT_IS_OWED, 0, 1, 1));
        for (int line = 0; line < 3; line++) {
            steps.add(step(Kind.ALLOCATE, line, Math.max(1, run.ordered(line)), 1));
            steps.add(step(Kind.SHIP, line, 1, 2));
            steps.add(step(Kind.DELIVER, line, 1, 2));
        }
        return steps;
    }

    /** Steps that lead to an order of which a part is shipped, and about to come back, and so much paid. */
    static List<Step> onItsWay(int captured) {
        List<Step> steps = new ArrayList<>();
        steps.add(step(Kind.CONFIRM, 0, 1, 1));
        steps.add(step(Kind.AUTHORIZE, 0, 1, 20_000));
        steps.add(step(Kind.CAPTURE, 0, 1, captured));
        for (int line = 0; line < 3; line++) {
            steps.add(step(Kind.ALLOCATE, line, 2, 1));
            steps.add(step(Kind.SHIP, line, line == 0 ? 2 : 1, 1));
            steps.add(step(Kind.REQUEST_RETURN, line, line == 0 ? 2 : 1, 1));
            steps.add(step(Kind.APPROVE, line, 1, 1));
        }
        return steps;
    }

    /** What is paid of an order on its way: little, some or most of it. Odd, so that it is not taken for another amount. */
    static Arbitrary<Integer> capturedSoFar() {
        return Arbitraries.of(71, 1_001, 9_999);
    }

    /** A plain one: nothing that happens only once in some steps. */
    private static Step step(Kind kind, int line, int units, int amount) {
        return new Step(kind, line, line, units, amount, 1);
    }

    static Arbitrary<PlaceOrder> orders() {
        return orders(Arbitraries.of(true, true, true, false));
    }

    private static Arbitrary<PlaceOrder> orders(Arbitrary<Boolean> lastIsShipped) {
        Arbitrary<Integer> prices = Arbitraries.integers().between(1, 999);
        return Combinators.combine(
                        prices.list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.of("JPY", "EUR", "BHD"),
                        Arbitraries.of(Rounding.class),
                        Arbitraries.of(TaxLevel.class),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 50),
                        lastIsShipped)
                .as(ModelArbitraries::order);
    }

    private static PlaceOrder order(
            List<Integer> prices,
            int quantity,
            String currency,
            Rounding rounding,
            TaxLevel level,
            boolean included,
            int percentOff,
            boolean lastIsShipped) {
        Orders order =
                Orders.order().in(currency).policy(rounding, level, included).shipping(minor(77, currency), "0.19");
        for (int i = 0; i < prices.size(); i++) {
            int price = prices.get(i);
            PlaceOrder.Line line = Orders.lineOf(
                    "l" + (i + 1),
                    quantity,
                    minor(price, currency) + (price % 2 == 0 ? "" : fraction(currency)),
                    price % 3 == 0 ? minor((long) price * quantity / 4, currency) : "0",
                    "0.19",
                    "0.07");
            order.line(lastIsShipped || i < prices.size() - 1 ? line : notShipped(line));
        }
        long gross = prices.stream().mapToLong(price -> (long) price * quantity).sum();
        return order.discount(DiscountScope.ORDER, minor(gross * percentOff / 100, currency))
                .place();
    }

    private static PlaceOrder.Line notShipped(PlaceOrder.Line line) {
        return new PlaceOrder.Line(
                line.lineId(),
                line.sku(),
                line.name(),
                line.quantity(),
                line.unitPrice(),
                line.taxRates(),
                line.discounts(),
                false,
                line.attributes());
    }

    /** An order as it may stand elsewhere, with totals that are somewhat off, or not. */
    static Arbitrary<ImportOrder> imports() {
        return Combinators.combine(
                        orders(Arbitraries.just(true)),
                        Arbitraries.integers().between(0, 100).list().ofSize(15),
                        Arbitraries.integers().between(-40, 40).list().ofSize(4),
                        Arbitraries.of(Lifecycle.CONFIRMED, Lifecycle.COMPLETED),
                        Arbitraries.integers().between(1, 20_000),
                        Arbitraries.integers().between(0, 100))
                .as(ModelArbitraries::imported);
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
