package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.ModelRun.Kind;
import io.orderstream.command.order.domain.ModelRun.Outcome;
import io.orderstream.command.order.domain.ModelRun.Rules;
import io.orderstream.command.order.domain.ModelRun.Step;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Random commands against the order and against a model of it that was written from its description alone. */
class OrderModelTests {

    private static final Rules RULES = new Rules() {};

    @Property(tries = 800, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void the_order_does_what_the_model_does(@ForAll("orders") PlaceOrder place, @ForAll("steps") List<Step> steps) {
        take(new ModelRun(place, RULES), steps);
        mustBecome(
                ModelOrder.RECORDED,
                Kind.CONFIRM,
                Kind.CANCEL_LINES,
                Kind.HOLD,
                Kind.RELEASE,
                Kind.AUTHORIZE,
                Kind.CAPTURE,
                Kind.VOID,
                Kind.ALLOCATE,
                Kind.SHIP,
                Kind.ADDRESS,
                Kind.NOTE,
                Kind.CANCEL);
        mustBecome(ModelOrder.NOTHING, Kind.CONFIRM, Kind.AUTHORIZE, Kind.CANCEL);
        mustBecome("id-taken", Kind.AUTHORIZE);
        mustBecome("wrong-lifecycle", Kind.CONFIRM, Kind.CANCEL_LINES, Kind.HOLD, Kind.ALLOCATE, Kind.ADDRESS);
        mustBecome("on-hold", Kind.ALLOCATE);
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void an_order_on_its_way_does_what_the_model_does(
            @ForAll("orders") PlaceOrder place,
            @ForAll("capturedSoFar") int captured,
            @ForAll("laterOrMoneySteps") List<Step> steps) {
        ModelRun run = new ModelRun(place, RULES);
        take(run, ModelArbitraries.onItsWay(captured));
        take(run, steps);
        mustBecome(
                ModelOrder.RECORDED,
                Kind.DELIVER,
                Kind.REQUEST_RETURN,
                Kind.APPROVE,
                Kind.CANCEL_RETURN,
                Kind.RECEIVE,
                Kind.GRANT,
                Kind.SETTLE,
                Kind.RESULT);
        mustBecome(
                "quantity-exceeded",
                Kind.CANCEL_LINES,
                Kind.ALLOCATE,
                Kind.SHIP,
                Kind.DELIVER,
                Kind.REQUEST_RETURN,
                Kind.RECEIVE);
        mustBecome("impossible-values", Kind.ALLOCATE, Kind.GRANT, Kind.SETTLE);
        mustBecome("id-taken", Kind.CAPTURE, Kind.ALLOCATE, Kind.REQUEST_RETURN);
        mustBecome("refund-exceeds-captured", Kind.GRANT);
        mustBecome("already-shipped", Kind.CANCEL_FULFILLMENT);
        mustBecome("wrong-return-status", Kind.DECLINE);
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void an_imported_order_does_what_the_model_does(
            @ForAll("imports") ImportOrder imported, @ForAll("laterSteps") List<Step> steps) {
        take(new ModelRun(imported, RULES), steps);
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReportMode.OFF)
    void an_order_that_was_delivered_and_paid_does_what_the_model_does(
            @ForAll("orders") PlaceOrder place, @ForAll("lastSteps") List<Step> steps) {
        ModelRun run = new ModelRun(place, RULES);
        take(run, ModelArbitraries.deliveredAndPaid(run));
        take(run, steps);
        mustBecome(ModelOrder.RECORDED, Kind.DECLINE, Kind.RECEIVE, Kind.PAY_WHAT_IS_OWED, Kind.COMPLETE);
        mustBecome("return-window-closed", Kind.REQUEST_RETURN);
        mustBecome("not-complete", Kind.COMPLETE);
    }

    private static void take(ModelRun run, List<Step> steps) {
        steps.forEach(step -> Statistics.collect(run.take(step)));
    }

    /** The property fails if that never became of steps of these kinds. */
    private static void mustBecome(String code, Kind... kinds) {
        Statistics.coverage(seen -> Stream.of(kinds)
                .forEach(kind -> seen.check(new Outcome(kind, code)).count(count -> count > 0)));
    }

    @Provide
    Arbitrary<PlaceOrder> orders() {
        return ModelArbitraries.orders();
    }

    @Provide
    Arbitrary<ImportOrder> imports() {
        return ModelArbitraries.imports();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return ModelArbitraries.steps();
    }

    @Provide
    Arbitrary<List<Step>> laterSteps() {
        return ModelArbitraries.laterSteps();
    }

    @Provide
    Arbitrary<List<Step>> laterOrMoneySteps() {
        return Arbitraries.oneOf(ModelArbitraries.laterSteps(), ModelArbitraries.moneySteps());
    }

    @Provide
    Arbitrary<Integer> capturedSoFar() {
        return ModelArbitraries.capturedSoFar();
    }

    @Provide
    Arbitrary<List<Step>> lastSteps() {
        return ModelArbitraries.lastSteps();
    }
}
