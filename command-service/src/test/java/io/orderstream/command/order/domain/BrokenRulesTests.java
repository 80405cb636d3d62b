package io.orderstream.command.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.command.order.domain.HoldCommand.PlaceHold;
import io.orderstream.command.order.domain.ModelRun.Rules;
import io.orderstream.command.order.domain.ModelRun.Step;
import io.orderstream.command.order.domain.MoneyPolicy.Rounding;
import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.command.order.domain.OrderCommand.CompleteOrder;
import io.orderstream.command.order.domain.PaymentCommand.RecordCapture;
import io.orderstream.command.order.domain.RefundCommand.RequestRefund;
import io.orderstream.events.stored.FulfillmentCancelled;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.RefundFailed;
import io.orderstream.events.stored.RefundRequested;
import io.orderstream.events.stored.ReturnReceived;
import io.orderstream.events.stored.Totals;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The model finds broken rules: each of these faults, put into the rules, makes it and the order disagree. */
class BrokenRulesTests {

    private static final int RUNS = 1_000;
    private static final long SEED = 20_260_301;

    /** A fault in the rules, by what is wrong. */
    record Fault(String what, Rules rules) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Fault> faults() {
        return Stream.of(
                seeing("holds keep nothing back", (order, command) -> withoutHolds(order)),
                seeing("halves are rounded up whatever the policy", (order, command) -> roundingUp(order)),
                seeing("returns are possible for ever", (order, command) -> order.withReturnsUntil(Instant.MAX)),
                seeing(
                        "an open return keeps nothing from being complete",
                        (order, command) -> command instanceof CompleteOrder ? withoutReturns(order) : order),
                seeing(
                        "a balance keeps nothing from being complete",
                        (order, command) -> command instanceof CompleteOrder ? balanced(order) : order),
                seeing(
                        "what is authorized can be refunded",
                        (order, command) -> command instanceof RequestRefund ? allCaptured(order) : order),
                seeing(
                        "all that was captured can be settled",
                        (order, command) -> command instanceof RequestRefund ? owingNothing(order) : order),
                hearing("a capture is known by its id alone", BrokenRulesTests::withoutReference),
                hearing("a hold on a line is one on all", BrokenRulesTests::onEverything),
                recording(
                        FulfillmentCancelled.class,
                        "what a cancelled fulfilment set aside stays so",
                        (before, after) -> after.withLines(before.lines())),
                recording(
                        RefundFailed.class,
                        "a refund that failed takes no credit of lines back",
                        (before, after) -> after.withLines(before.lines())),
                recording(
                        LinesCancelled.class,
                        "what is cancelled stays in the lines",
                        (before, after) -> after.withLines(before.lines())),
                recording(
                        ReturnReceived.class,
                        "what came back is still expected",
                        (before, after) -> withReturnsOf(before, after)),
                recording(
                        RefundRequested.class,
                        "shipping can be credited again and again",
                        (before, after) -> after.withCreditableShipping(before.creditableShipping())),
                recording(
                        RefundRequested.class,
                        "a refund that is under way binds no money",
                        (before, after) -> withPaymentsOf(before, after)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void the_model_finds(Fault fault) {
        assertThat(disagreement(fault.rules())).as("a run that shows it").isTrue();
    }

    /** Whether the order and its model disagree anywhere in so many runs, or a state of the order breaks its own rules. */
    private static boolean disagreement(Rules rules) {
        boolean[] found = new boolean[1];
        JqwikSession.run(() -> found[0] =
                Arbitraries.oneOf(onItsWay(rules), deliveredAndPaid(rules)).generator(RUNS).stream(new Random(SEED))
                        .limit(RUNS)
                        .anyMatch(agreed -> !agreed.value()));
        return found[0];
    }

    private static Arbitrary<Boolean> onItsWay(Rules rules) {
        return Combinators.combine(
                        ModelArbitraries.orders(),
                        ModelArbitraries.capturedSoFar(),
                        Arbitraries.oneOf(ModelArbitraries.laterSteps(), ModelArbitraries.moneySteps()))
                .as((place, captured, steps) ->
                        agreed(rules, place, run -> ModelArbitraries.onItsWay(captured), steps));
    }

    private static Arbitrary<Boolean> deliveredAndPaid(Rules rules) {
        return Combinators.combine(ModelArbitraries.orders(), ModelArbitraries.lastSteps())
                .as((place, steps) -> agreed(rules, place, ModelArbitraries::deliveredAndPaid, steps));
    }

    private static boolean agreed(
            Rules rules, PlaceOrder place, Function<ModelRun, List<Step>> first, List<Step> steps) {
        try {
            ModelRun run = new ModelRun(place, rules);
            first.apply(run).forEach(run::take);
            steps.forEach(run::take);
            return true;
        } catch (AssertionError | IllegalArgumentException disagreed) {
            return false;
        }
    }

    /** Rules that see another state than there is. */
    private static Fault seeing(String what, BiFunction<Existing, OrderCommand, Existing> seen) {
        return new Fault(what, new Rules() {
            @Override
            public Decision decide(Order order, OrderCommand command) {
                return OrderDecider.decide(
                        order instanceof Existing existing ? seen.apply(existing, command) : order, command);
            }
        });
    }

    /** Rules that hear another command than there is. */
    private static Fault hearing(String what, UnaryOperator<OrderCommand> heard) {
        return new Fault(what, new Rules() {
            @Override
            public Decision decide(Order order, OrderCommand command) {
                return OrderDecider.decide(order, heard.apply(command));
            }
        });
    }

    /** Rules by which an event makes something else of the order. */
    private static Fault recording(Class<? extends OrderEvent> type, String what, BinaryOperator<Existing> made) {
        return new Fault(what, new Rules() {
            @Override
            public Order evolve(Order order, OrderEvent event) {
                Order after = OrderDecider.evolve(order, event);
                return type.isInstance(event) ? made.apply((Existing) order, (Existing) after) : after;
            }
        });
    }

    private static Existing withoutHolds(Existing order) {
        Existing free = order;
        for (String holdId : order.holds().inForce().keySet()) {
            free = free.withHolds(free.holds().released(holdId));
        }
        return free;
    }

    private static Existing withoutReturns(Existing order) {
        Existing without = order;
        for (var known : order.returns().entrySet()) {
            without = without.withReturn(
                    known.getKey(), new Return.Closed(known.getValue().requested(), Return.End.CANCELLED));
        }
        return without;
    }

    private static Existing withReturnsOf(Existing before, Existing after) {
        Existing with = after;
        for (var known : before.returns().entrySet()) {
            with = with.withReturn(known.getKey(), known.getValue());
        }
        return with;
    }

    private static Existing withPaymentsOf(Existing before, Existing after) {
        Existing with = after;
        for (Payment payment : before.payments().values()) {
            with = with.withPayment(payment);
        }
        return with;
    }

    private static Existing allCaptured(Existing order) {
        Existing captured = order;
        for (Payment payment : order.payments().values()) {
            captured = captured.withPayment(payment.capture("all", null, payment.open()));
        }
        return captured;
    }

    private static Existing roundingUp(Existing order) {
        MoneyPolicy policy = order.policy();
        return new Existing(
                order.lifecycle(),
                order.context(),
                new MoneyPolicy(Rounding.HALF_UP, policy.taxLevel(), policy.pricesIncludeTax()),
                order.shippingAddress(),
                order.returnsUntil(),
                order.creditableShipping(),
                order.lines(),
                order.totals(),
                order.parts());
    }

    private static Existing balanced(Existing order) {
        return order.withTotals(with(order.totals(), order.totals().net(), 0));
    }

    private static Existing owingNothing(Existing order) {
        return order.withTotals(with(order.totals(), 0, order.totals().balance()));
    }

    private static Totals with(Totals totals, long net, long balance) {
        return new Totals(
                totals.subtotal(),
                totals.discount(),
                totals.shipping(),
                totals.fees(),
                totals.tax(),
                totals.grand(),
                totals.credits(),
                net,
                totals.captured(),
                totals.refunded(),
                totals.pendingRefunds(),
                balance);
    }

    private static OrderCommand withoutReference(OrderCommand command) {
        return command instanceof RecordCapture capture
                ? new RecordCapture(capture.paymentId(), capture.captureId(), null, capture.amount())
                : command;
    }

    private static OrderCommand onEverything(OrderCommand command) {
        return command instanceof PlaceHold hold
                ? new PlaceHold(hold.holdId(), hold.type(), List.of(), hold.reason())
                : command;
    }
}
