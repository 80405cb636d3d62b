package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.ImportOrder.ImportedCapture;
import io.orderstream.command.order.domain.ImportOrder.ImportedPayment;
import io.orderstream.command.order.domain.ImportOrder.Progress;
import io.orderstream.command.order.domain.ImportOrder.StatedTotals;
import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.command.order.domain.OrderPricing.Priced;
import io.orderstream.command.order.domain.Rejection.Rule;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderImported.TotalDifference;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.ReturnRequested.ReturnedItem;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;

/**
 * Taking over an order of another system. Its totals are kept as they are stated; what its lines are worth is fitted to
 * them, so that whatever is cancelled or credited later stays within what the other system charged.
 */
final class Importing {

    private final ImportOrder command;
    private final PlaceOrder order;
    private final ValueChecks checks;

    private Importing(ImportOrder command) {
        this.command = command;
        this.order = command.order();
        this.checks = new ValueChecks(order.currency());
    }

    static Decision decide(ImportOrder command) {
        try {
            return new Importing(command).decide();
        } catch (ArithmeticException overflow) {
            return Rejected.of(Rule.AMOUNT_OVERFLOW, "The order would amount to more than can be counted.");
        }
    }

    private Decision decide() {
        Priced priced = Placement.price(order, checks);
        if (priced == null) {
            return checks.rejected();
        }
        List<Line> lines = lines(priced);
        List<OrderImported.ImportedPayment> payments = payments();
        checkTimes();
        if (checks.failed()) {
            return checks.rejected();
        }
        Totals ours = ours(priced, lines, payments);
        Totals kept = kept(ours);
        if (checks.failed()) {
            return checks.rejected();
        }
        return Accepted.of(imported(lines, priced, payments, ours, kept));
    }

    /** The lines as far as they are cancelled and nothing is credited, with the quantities of all that happened. */
    private List<Line> lines(Priced priced) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < order.lines().size(); i++) {
            PlaceOrder.Line ordered = order.lines().get(i);
            Line line = Line.ordered(
                    ordered.lineId(),
                    ordered.sku(),
                    ordered.requiresShipping(),
                    ordered.quantity(),
                    priced.lines().get(i));
            Progress progress = progress(i, ordered);
            lines.add(progressed("/lines/" + i + "/quantities", line, progress));
        }
        return lines;
    }

    private Progress progress(int place, PlaceOrder.Line ordered) {
        Progress given = command.progress().get(place);
        if (given != null) {
            return given;
        }
        long all = ordered.quantity();
        return switch (command.lifecycle()) {
            case PLACED, CONFIRMED -> new Progress(0, 0, 0, 0, 0, 0, 0, 0);
            case COMPLETED ->
                ordered.requiresShipping()
                        ? new Progress(0, all, all, all, 0, 0, 0, 0)
                        : new Progress(0, 0, 0, 0, 0, 0, 0, 0);
            case CANCELLED -> new Progress(all, 0, 0, 0, 0, 0, 0, 0);
        };
    }

    private Line progressed(String pointer, Line line, Progress progress) {
        Quantities quantities;
        try {
            quantities = new Quantities(
                    line.quantities().ordered(),
                    progress.cancelled(),
                    progress.allocated(),
                    progress.shipped(),
                    progress.delivered(),
                    progress.returnRequested(),
                    Math.addExact(progress.restocked(), progress.writtenOff()),
                    progress.restocked(),
                    progress.writtenOff(),
                    progress.credited());
        } catch (IllegalArgumentException broken) {
            checks.impossible(pointer, String.valueOf(broken.getMessage()));
            return line;
        }
        if (quantities.credited() > quantities.active()) {
            checks.impossible(pointer + "/credited", "is more than was not cancelled");
        }
        if (!line.requiresShipping() && quantities.allocated() > 0) {
            checks.impossible(pointer, "is of a line that is not shipped");
        }
        checkLifecycle(pointer, line.requiresShipping(), quantities);
        LineAmounts cancelled = line.step(quantities.cancelled(), order.policy());
        return new Line(line.lineId(), line.sku(), line.requiresShipping(), line.amounts(), quantities, cancelled);
    }

    private void checkLifecycle(String pointer, boolean requiresShipping, Quantities quantities) {
        switch (command.lifecycle()) {
            case PLACED -> {
                if (quantities.allocated() > 0) {
                    checks.impossible(pointer, "of an order that is PLACED cannot be allocated");
                }
            }
            case COMPLETED -> {
                if (requiresShipping && quantities.delivered() < quantities.active()) {
                    checks.impossible(pointer, "of an order that is COMPLETED must be delivered");
                }
            }
            case CANCELLED -> {
                if (quantities.active() > 0) {
                    checks.impossible(pointer, "of an order that is CANCELLED must be cancelled");
                }
            }
            case CONFIRMED -> {}
        }
    }

    private void checkTimes() {
        Instant completedAt = command.completedAt();
        if ((completedAt != null) != (command.lifecycle() == Lifecycle.COMPLETED)) {
            checks.impossible("/completedAt", "must be there if the order is COMPLETED, and only then");
        }
        checkTime("/completedAt", completedAt);
        checkTime("/allocatedAt", command.fulfillment().allocatedAt());
        checkTime("/shippedAt", command.fulfillment().shippedAt());
        checkTime("/deliveredAt", command.fulfillment().deliveredAt());
        for (int i = 0; i < command.payments().size(); i++) {
            ImportedPayment payment = command.payments().get(i);
            checkTime("/payments/" + i + "/authorizedAt", payment.authorizedAt());
            for (int j = 0; j < payment.captures().size(); j++) {
                checkTime(
                        "/payments/" + i + "/captures/" + j + "/capturedAt",
                        payment.captures().get(j).capturedAt());
            }
        }
    }

    private void checkTime(String pointer, @Nullable Instant time) {
        if (time != null && time.isAfter(order.receivedAt())) {
            checks.impossible(pointer, "is in the future");
        }
    }

    private List<OrderImported.ImportedPayment> payments() {
        List<OrderImported.ImportedPayment> payments = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (int i = 0; i < command.payments().size(); i++) {
            payments.add(payment("/payments/" + i, command.payments().get(i), known));
        }
        return payments;
    }

    private OrderImported.ImportedPayment payment(String pointer, ImportedPayment payment, Set<String> known) {
        if (!known.add("payment " + payment.paymentId())) {
            checks.impossible(pointer + "/paymentId", "is the id of another payment");
        }
        if (!known.add("reference " + payment.reference())) {
            checks.impossible(pointer + "/reference", "is the reference of another payment");
        }
        long authorized = checks.minor(pointer + "/authorized", payment.authorized());
        long refunded = checks.minor(pointer + "/refunded", payment.refunded());
        List<OrderImported.ImportedCapture> captures = new ArrayList<>();
        long captured = 0;
        for (int i = 0; i < payment.captures().size(); i++) {
            ImportedCapture capture = payment.captures().get(i);
            String place = pointer + "/captures/" + i;
            boolean sameReference = capture.reference() != null && !known.add("capture called " + capture.reference());
            if (!known.add("capture " + capture.captureId()) || sameReference) {
                checks.impossible(place, "is the id or reference of another capture");
            }
            long amount = checks.minor(place + "/amount", capture.amount());
            captured = Math.addExact(captured, amount);
            captures.add(new OrderImported.ImportedCapture(
                    capture.captureId(), capture.reference(), amount, capture.capturedAt()));
        }
        if (captured > authorized) {
            checks.impossible(pointer + "/captures", "are more than was authorized");
        }
        if (refunded > captured) {
            checks.impossible(pointer + "/refunded", "is more than was captured");
        }
        return new OrderImported.ImportedPayment(
                payment.paymentId(),
                payment.reference(),
                authorized,
                payment.voided() ? authorized - captured : 0,
                captures,
                refunded,
                payment.authorizedAt());
    }

    /** What our policy makes of the lines; of fees and of credits that are on no line it knows nothing. */
    private Totals ours(Priced priced, List<Line> lines, List<OrderImported.ImportedPayment> payments) {
        sum(payments, OrderImported.ImportedPayment::authorized); // or all that is promised could not be counted
        long captured = sum(payments, Importing::captured);
        long refunded = sum(payments, OrderImported.ImportedPayment::refunded);
        if (command.lifecycle() == Lifecycle.CANCELLED) {
            return Totals.of(0, 0, 0, 0, 0, 0, captured, refunded, 0);
        }
        Totals totals = priced.totals();
        for (Line line : lines) {
            totals = totals.cancelled(line.taken());
        }
        return totals.captured(captured).refundRequested(refunded, 0).refundSucceeded(refunded);
    }

    private static long captured(OrderImported.ImportedPayment payment) {
        return sum(payment.captures(), OrderImported.ImportedCapture::amount);
    }

    private static <T> long sum(List<T> parts, ToLongFunction<T> amount) {
        return parts.stream().map(amount::applyAsLong).reduce(0L, Math::addExact);
    }

    private Totals kept(Totals ours) {
        StatedTotals stated = command.totals();
        long subtotal = stated("subtotal", stated.subtotal(), ours.subtotal());
        long discount = stated("discount", stated.discount(), ours.discount());
        long shipping = stated("shipping", stated.shipping(), ours.shipping());
        long fees = stated("fees", stated.fees(), 0);
        long tax = stated("tax", stated.tax(), ours.tax());
        Totals parts = Totals.of(subtotal, discount, shipping, fees, tax, 0, ours.captured(), ours.refunded(), 0);
        long grand = stated("grand", stated.grand(), parts.grand());
        long credits = stated("credits", stated.credits(), 0);
        if (grand < credits) {
            checks.impossible("/totals/credits", "are more than the grand total");
        }
        return Totals.stated(
                subtotal, discount, shipping, fees, tax, grand, credits, ours.captured(), ours.refunded(), 0);
    }

    private long stated(String name, @Nullable BigDecimal given, long otherwise) {
        return given == null ? otherwise : checks.minor("/totals/" + name, given);
    }

    private OrderImported imported(
            List<Line> lines, Priced priced, List<OrderImported.ImportedPayment> payments, Totals ours, Totals kept) {
        Priced fitted = KeptAmounts.fit(lines, priced.shipping(), order.policy(), kept);
        OrderPlaced placed = OrderPlacedMapper.INSTANCE.toEvent(order, fitted);
        List<OrderImported.ImportedLine> imported = IntStream.range(0, lines.size())
                .mapToObj(i -> imported(placed.lines().get(i), lines.get(i)))
                .toList();
        Totals withCredits = command.totals().credits() == null ? credited(kept, imported) : kept;
        return new OrderImported(
                placed.order(),
                command.source(),
                command.externalId(),
                command.lifecycle().name(),
                placed.policy(),
                placed.party(),
                imported,
                placed.discounts(),
                placed.shippingCharges(),
                payments,
                fulfillments(lines),
                returns(lines),
                withCredits,
                differences(ours, kept),
                command.completedAt(),
                command.returnsUntil());
    }

    private OrderImported.ImportedLine imported(OrderPlaced.Line ordered, Line line) {
        Quantities quantities = line.quantities();
        Line fitted = new Line(
                line.lineId(),
                line.sku(),
                line.requiresShipping(),
                ordered.amounts(),
                quantities.credit(-quantities.credited()),
                line.taken());
        return new OrderImported.ImportedLine(
                ordered,
                new OrderImported.Quantities(
                        quantities.cancelled(),
                        quantities.allocated(),
                        quantities.shipped(),
                        quantities.delivered(),
                        quantities.returnRequested(),
                        quantities.received(),
                        quantities.restocked(),
                        quantities.writtenOff(),
                        quantities.credited()),
                line.taken(),
                fitted.step(quantities.credited(), order.policy()));
    }

    /** Credits that are not stated are what the credited units were worth, as far as the order is worth that. */
    private static Totals credited(Totals kept, List<OrderImported.ImportedLine> lines) {
        long worth = sum(lines, line -> line.credited().worth());
        return kept.returned(Math.min(worth, kept.net()), 0);
    }

    private List<OrderImported.ImportedFulfillment> fulfillments(List<Line> lines) {
        List<OrderImported.ImportedItem> items = lines.stream()
                .filter(line -> line.quantities().allocated() > 0)
                .map(line -> new OrderImported.ImportedItem(
                        line.lineId(),
                        line.sku(),
                        line.quantities().allocated(),
                        line.quantities().shipped(),
                        line.quantities().delivered()))
                .toList();
        ImportOrder.ImportedFulfillment given = command.fulfillment();
        return items.isEmpty()
                ? List.of()
                : List.of(new OrderImported.ImportedFulfillment(
                        given.fulfillmentId(),
                        given.location(),
                        items,
                        given.allocatedAt(),
                        given.shippedAt(),
                        given.deliveredAt()));
    }

    private List<OrderImported.ImportedReturn> returns(List<Line> lines) {
        List<ReturnedItem> items = lines.stream()
                .filter(line -> line.quantities().returnRequested() > 0)
                .map(line -> new ReturnedItem(
                        line.lineId(), line.sku(), line.quantities().returnRequested(), ""))
                .toList();
        return items.isEmpty() ? List.of() : List.of(new OrderImported.ImportedReturn(command.returnId(), items));
    }

    /** Of fees our policy knows nothing, so they are no difference. */
    private static List<TotalDifference> differences(Totals ours, Totals kept) {
        return List.of(
                        new TotalDifference("subtotal", kept.subtotal(), ours.subtotal()),
                        new TotalDifference("discount", kept.discount(), ours.discount()),
                        new TotalDifference("shipping", kept.shipping(), ours.shipping()),
                        new TotalDifference("tax", kept.tax(), ours.tax()),
                        new TotalDifference("grand", kept.grand(), Math.addExact(ours.grand(), kept.fees())))
                .stream()
                .filter(total -> total.stated() != total.computed())
                .toList();
    }

    static Existing evolve(OrderImported imported) {
        return new Existing(
                Lifecycle.valueOf(imported.lifecycle()),
                imported.order(),
                MoneyPolicy.of(imported.policy()),
                imported.party().shipping(),
                imported.returnsUntil(),
                OrderDecider.worth(imported.shippingCharges(), imported.policy()),
                Lines.of(imported.lines().stream().map(Importing::line).toList()),
                imported.totals(),
                parts(imported));
    }

    private static Line line(OrderImported.ImportedLine imported) {
        OrderPlaced.Line ordered = imported.ordered();
        OrderImported.Quantities quantities = imported.quantities();
        return new Line(
                ordered.lineId(),
                ordered.sku(),
                ordered.requiresShipping(),
                ordered.amounts(),
                new Quantities(
                        ordered.quantity(),
                        quantities.cancelled(),
                        quantities.allocated(),
                        quantities.shipped(),
                        quantities.delivered(),
                        quantities.returnRequested(),
                        quantities.received(),
                        quantities.restocked(),
                        quantities.writtenOff(),
                        quantities.credited()),
                imported.cancelled().plus(imported.credited()));
    }

    private static Order.Parts parts(OrderImported imported) {
        OrderedPMap<String, Payment> payments = OrderedPMap.empty();
        for (OrderImported.ImportedPayment payment : imported.payments()) {
            payments = payments.plus(payment.paymentId(), Payment.of(payment));
        }
        OrderedPMap<String, Fulfillment> fulfillments = OrderedPMap.empty();
        for (OrderImported.ImportedFulfillment fulfillment : imported.fulfillments()) {
            fulfillments = fulfillments.plus(fulfillment.fulfillmentId(), Fulfillment.of(fulfillment));
        }
        OrderedPMap<String, Return> returns = OrderedPMap.empty();
        for (OrderImported.ImportedReturn open : imported.returns()) {
            returns = returns.plus(open.returnId(), new Return.Requested(open.items()));
        }
        return new Order.Parts(Holds.NONE, payments, OrderedPMap.empty(), fulfillments, returns);
    }
}
