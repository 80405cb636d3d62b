package io.orderstream.command.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A second, slow and mutable order, written from the description of the order alone: what it counts, what it allows, and
 * what must hold after every step. Each operation tells what may become of it and does it if it is to be recorded: one of
 * {@link #RECORDED} and {@link #NOTHING}, or the codes of all the rules that are against it, any of which is a true
 * answer.
 */
final class ModelOrder {

    static final String RECORDED = "recorded";
    static final String NOTHING = "nothing to do";
    private static final String IMPOSSIBLE = "impossible-values";

    enum Stage {
        PLACED,
        CONFIRMED,
        COMPLETED,
        CANCELLED
    }

    /** A line; {@code worth} and {@code taken} are net, discount, then tax by tax. */
    static final class ModelLine {
        final long ordered;
        final boolean shippable;
        final long[] worth;
        final long[] taken;
        long cancelled;
        long allocated;
        long shipped;
        long delivered;
        long returnRequested;
        long received;
        long restocked;
        long writtenOff;
        long credited;

        ModelLine(long ordered, boolean shippable, long... worth) {
            this.ordered = ordered;
            this.shippable = shippable;
            this.worth = worth;
            this.taken = new long[worth.length];
        }

        long active() {
            return ordered - cancelled;
        }

        /** What the next units are worth: C(n) less what was taken, for each part by itself. */
        long[] step(long units, RoundingMode rounding) {
            long n = Math.min(ordered, cancelled + credited + units);
            long[] step = new long[worth.length];
            for (int i = 0; i < worth.length; i++) {
                long c = new BigDecimal(worth[i])
                        .multiply(new BigDecimal(n))
                        .divide(new BigDecimal(ordered), 0, rounding)
                        .longValueExact();
                step[i] = Math.max(0, c - taken[i]);
            }
            return step;
        }

        void take(long[] step, int sign) {
            for (int i = 0; i < step.length; i++) {
                taken[i] += sign * step[i];
            }
        }
    }

    static final class ModelPayment {
        String reference = "";
        long authorized;
        long captured;
        long refunded;
        long pending;
        boolean voided;
    }

    record ModelCapture(String payment, String id, @Nullable String reference, long amount) {}

    /** What a refund asks for. */
    record Asked(
            boolean grant, Map<String, Long> allocations, Map<String, Long> units, long shipping, long adjustment) {}

    static final class ModelRefund {
        final Asked asked;
        final Map<String, long[]> steps = new HashMap<>();
        final long amount;

        @Nullable
        Boolean succeeded;

        ModelRefund(Asked asked) {
            this.asked = asked;
            this.amount = total(asked.allocations);
        }
    }

    static final class ModelFulfillment {
        final Map<String, Long> allocated;
        final Map<String, Long> shipped = new HashMap<>();
        final Map<String, Long> delivered = new HashMap<>();
        boolean cancelled;

        ModelFulfillment(Map<String, Long> allocated) {
            this.allocated = allocated;
        }

        Map<String, Long> unshipped() {
            return cancelled ? Map.of() : less(allocated, shipped);
        }

        Map<String, Long> undelivered() {
            return less(shipped, delivered);
        }
    }

    static final class ModelReturn {
        final Map<String, Long> requested;
        final Map<String, Long> expected;
        String status = "REQUESTED";

        ModelReturn(Map<String, Long> requested) {
            this.requested = requested;
            this.expected = new LinkedHashMap<>(requested);
        }

        boolean open() {
            return status.equals("REQUESTED") || status.equals("APPROVED");
        }
    }

    record ModelHold(List<String> lines, boolean released) {}

    /** Units of a line that came back, fit to be sold again or not. */
    record Back(String line, long units, boolean fit) {}

    final Map<String, ModelLine> lines = new LinkedHashMap<>();
    final Map<String, ModelPayment> payments = new LinkedHashMap<>();
    final List<ModelCapture> captures = new ArrayList<>();
    final Map<String, ModelRefund> refunds = new HashMap<>();
    final Map<String, ModelFulfillment> fulfillments = new HashMap<>();
    final Map<String, ModelReturn> returns = new HashMap<>();
    final Map<String, ModelHold> holds = new HashMap<>();
    private final MoneyPolicy policy;
    private final RoundingMode rounding;
    private Stage stage = Stage.PLACED;
    private @Nullable String address;
    private long subtotal;
    private long discount;
    private long shipping;
    private long fees;
    private long tax;
    private long grand;
    private long creditableShipping;
    private long credits;
    private long captured;
    private long refunded;
    private long pending;

    /** An order that was just placed, or as another system states it; {@code creditable} is what shipping costs with its tax. */
    ModelOrder(MoneyPolicy policy, Totals placed, long creditable) {
        this.policy = policy;
        this.rounding = policy.rounding().mode();
        this.subtotal = placed.subtotal();
        this.discount = placed.discount();
        this.shipping = placed.shipping();
        this.fees = placed.fees();
        this.tax = placed.tax();
        this.grand = placed.grand();
        this.creditableShipping = creditable;
    }

    /** Begins as the order of another system; its lines are as far as they are, with nothing credited yet. */
    void importAs(Stage given) {
        stage = given;
    }

    /** What was paid there, and paid back. */
    void importPayment(String id, String captureId, long capturedThere, long refundedThere) {
        authorize(id, id, capturedThere);
        capture(id, captureId, null, capturedThere);
        payments.get(id).refunded = refundedThere;
        refunded += refundedThere;
    }

    /** What was credited there. */
    void importCredits(String lineId, long units) {
        ModelLine line = lines.get(lineId);
        long[] step = line.step(units, rounding);
        credits += Math.min(paid(step), net());
        line.take(step, 1);
        line.credited = units;
    }

    private boolean open() {
        return stage == Stage.PLACED || stage == Stage.CONFIRMED;
    }

    long net() {
        return grand - credits;
    }

    long balance() {
        return net() - (captured - refunded);
    }

    /** What is owed to the customer and not on its way back. */
    long owed() {
        return Math.max(0, captured - refunded - pending - net());
    }

    private static final class Against {
        private final Set<String> codes = new HashSet<>();

        Against when(boolean broken, String code) {
            if (broken) {
                codes.add(code);
            }
            return this;
        }

        Set<String> orElse(Runnable record) {
            if (codes.isEmpty()) {
                record.run();
                return Set.of(RECORDED);
            }
            return codes;
        }
    }

    private static Set<String> nothing() {
        return Set.of(NOTHING);
    }

    Set<String> confirm() {
        return stage == Stage.CONFIRMED
                ? nothing()
                : new Against().when(stage != Stage.PLACED, "wrong-lifecycle").orElse(() -> stage = Stage.CONFIRMED);
    }

    Set<String> note() {
        return Set.of(RECORDED);
    }

    Set<String> sendTo(String name) {
        return name.equals(address)
                ? nothing()
                : new Against().when(!open(), "wrong-lifecycle").orElse(() -> address = name);
    }

    Set<String> hold(String id, List<String> covered) {
        ModelHold known = holds.get(id);
        if (known != null && known.lines.equals(covered)) {
            return nothing();
        }
        return new Against()
                .when(known != null, "id-taken")
                .when(!open(), "wrong-lifecycle")
                .when(!lines.keySet().containsAll(covered), IMPOSSIBLE)
                .orElse(() -> holds.put(id, new ModelHold(covered, false)));
    }

    Set<String> release(String id) {
        ModelHold known = holds.get(id);
        if (known != null && known.released) {
            return nothing();
        }
        return new Against()
                .when(known == null, "unknown-hold")
                .orElse(() -> holds.put(id, new ModelHold(known.lines, true)));
    }

    private boolean held(Set<String> named) {
        return holds.values().stream()
                .filter(hold -> !hold.released)
                .anyMatch(hold -> hold.lines.isEmpty() || hold.lines.stream().anyMatch(named::contains));
    }

    /** Whether these cannot be units of lines of this order. */
    private boolean impossible(Map<String, Long> units) {
        return !lines.keySet().containsAll(units.keySet());
    }

    Set<String> cancelLines(Map<String, Long> units) {
        if (impossible(units)) {
            return new Against()
                    .when(true, IMPOSSIBLE)
                    .when(!open(), "wrong-lifecycle")
                    .orElse(() -> {});
        }
        Map<String, long[]> steps = new LinkedHashMap<>();
        units.forEach((id, some) -> steps.put(id, lines.get(id).step(some, rounding)));
        long worth = steps.values().stream().mapToLong(this::paid).sum();
        boolean tooMany = units.entrySet().stream().anyMatch(item -> {
            ModelLine line = lines.get(item.getKey());
            return item.getValue() > line.active() - line.allocated || item.getValue() > line.active() - line.credited;
        });
        return new Against()
                .when(!open(), "wrong-lifecycle")
                .when(tooMany, "quantity-exceeded")
                .when(net() - worth < 0, "credit-exceeds-order")
                .orElse(() -> steps.forEach((id, step) -> takeOff(lines.get(id), units.get(id), step)));
    }

    private void takeOff(ModelLine line, long units, long[] step) {
        line.take(step, 1);
        line.cancelled += units;
        subtotal -= step[0] + step[1];
        discount -= step[1];
        tax -= paid(step) - step[0];
        grand -= paid(step);
    }

    Set<String> cancel() {
        if (stage == Stage.CANCELLED) {
            return nothing();
        }
        return new Against()
                .when(!open(), "wrong-lifecycle")
                .when(lines.values().stream().anyMatch(line -> line.shipped > 0), "already-shipped")
                .when(
                        refunds.values().stream().anyMatch(refund -> refund.asked.grant && refund.succeeded == null),
                        "refund-pending")
                .orElse(this::cancelAll);
    }

    private void cancelAll() {
        stage = Stage.CANCELLED;
        subtotal = 0;
        discount = 0;
        shipping = 0;
        fees = 0;
        tax = 0;
        grand = 0;
        credits = 0;
        fulfillments.values().forEach(fulfillment -> fulfillment.cancelled = true);
        lines.values().forEach(line -> {
            line.allocated = 0;
            line.take(line.step(line.active(), rounding), 1);
            line.cancelled = line.ordered;
        });
    }

    Set<String> authorize(String id, String reference, long amount) {
        for (ModelPayment payment : payments.values()) {
            if (payment.reference.equals(reference)) {
                return payment.authorized == amount ? nothing() : Set.of("id-taken");
            }
        }
        return new Against().when(payments.containsKey(id), "id-taken").orElse(() -> {
            ModelPayment payment = new ModelPayment();
            payment.reference = reference;
            payment.authorized = amount;
            payments.put(id, payment);
        });
    }

    Set<String> capture(String id, String captureId, @Nullable String reference, long amount) {
        ModelPayment payment = payments.get(id);
        ModelCapture known = known(captureId, reference);
        if (known != null) {
            boolean sameName = reference == null || known.reference == null || reference.equals(known.reference);
            return sameName && known.payment.equals(id) && known.amount == amount
                    ? nothing()
                    : payment == null ? Set.of("unknown-payment") : Set.of("id-taken");
        }
        Against against = new Against().when(payment == null, "unknown-payment");
        return against.when(payment != null && payment.voided, "payment-voided")
                .when(
                        payment != null && !payment.voided && payment.captured + amount > payment.authorized,
                        "capture-exceeds-authorization")
                .orElse(() -> {
                    captures.add(new ModelCapture(id, captureId, reference, amount));
                    payment.captured += amount;
                    captured += amount;
                });
    }

    /** The capture of this reference, or else of this id. */
    private @Nullable ModelCapture known(String captureId, @Nullable String reference) {
        return Stream.concat(
                        captures.stream().filter(other -> reference != null && reference.equals(other.reference)),
                        captures.stream().filter(other -> other.id.equals(captureId)))
                .findFirst()
                .orElse(null);
    }

    Set<String> voidRest(String id) {
        ModelPayment payment = payments.get(id);
        if (payment != null && payment.voided) {
            return nothing();
        }
        return new Against()
                .when(payment == null, "unknown-payment")
                .when(payment != null && payment.captured == payment.authorized, "nothing-to-void")
                .orElse(() -> payment.voided = true);
    }

    /** What granting so many units is worth now. */
    long worth(Map<String, Long> units) {
        return units.entrySet().stream()
                .mapToLong(item -> paid(lines.get(item.getKey()).step(item.getValue(), rounding)))
                .sum();
    }

    Set<String> refund(String id, Asked asked) {
        boolean impossible = !payments.keySet().containsAll(asked.allocations.keySet()) || impossible(asked.units);
        ModelRefund known = refunds.get(id);
        if (impossible) {
            return Set.of(IMPOSSIBLE);
        }
        if (known != null) {
            return known.asked.equals(asked) ? nothing() : Set.of("id-taken");
        }
        long amount = total(asked.allocations);
        Against against = new Against()
                .when(
                        asked.allocations.entrySet().stream().anyMatch(part -> {
                            ModelPayment payment = payments.get(part.getKey());
                            return part.getValue() > payment.captured - payment.refunded - payment.pending;
                        }),
                        "refund-exceeds-captured");
        if (asked.grant) {
            against.when(
                            asked.units.entrySet().stream()
                                    .anyMatch(item -> item.getValue()
                                            > lines.get(item.getKey()).active() - lines.get(item.getKey()).credited),
                            "quantity-exceeded")
                    .when(amount != worth(asked.units) + asked.shipping + asked.adjustment, IMPOSSIBLE)
                    .when(asked.shipping > creditableShipping || amount > net(), "credit-exceeds-order");
        } else {
            against.when(!asked.units.isEmpty() || asked.shipping + asked.adjustment > 0, IMPOSSIBLE)
                    .when(amount > owed(), "refund-exceeds-balance");
        }
        return against.orElse(() -> request(id, asked, amount));
    }

    private void request(String id, Asked asked, long amount) {
        ModelRefund refund = new ModelRefund(asked);
        refunds.put(id, refund);
        asked.allocations.forEach((payment, part) -> payments.get(payment).pending += part);
        pending += amount;
        if (asked.grant) {
            asked.units.forEach((lineId, units) -> {
                ModelLine line = lines.get(lineId);
                refund.steps.put(lineId, line.step(units, rounding));
                line.take(refund.steps.get(lineId), 1);
                line.credited += units;
            });
            creditableShipping -= asked.shipping;
            credits += amount;
        }
    }

    Set<String> result(String id, boolean success) {
        ModelRefund refund = refunds.get(id);
        if (refund != null && Boolean.valueOf(success).equals(refund.succeeded)) {
            return nothing();
        }
        return new Against()
                .when(refund == null, "unknown-refund")
                .when(refund != null && refund.succeeded != null, "refund-decided")
                .orElse(() -> decided(refund, success));
    }

    private void decided(ModelRefund refund, boolean success) {
        refund.succeeded = success;
        pending -= refund.amount;
        refund.asked.allocations.forEach((id, part) -> {
            payments.get(id).pending -= part;
            payments.get(id).refunded += success ? part : 0;
        });
        if (success) {
            refunded += refund.amount;
        } else if (refund.asked.grant) {
            credits -= refund.amount;
            creditableShipping += refund.asked.shipping;
            refund.asked.units.forEach((lineId, units) -> {
                lines.get(lineId).credited -= units;
                lines.get(lineId).take(refund.steps.get(lineId), -1);
            });
        }
    }

    Set<String> allocate(String id, Map<String, Long> units) {
        ModelFulfillment known = fulfillments.get(id);
        if (known != null && known.allocated.equals(units)) {
            return nothing();
        }
        boolean impossible = impossible(units) || units.keySet().stream().anyMatch(line -> !lines.get(line).shippable);
        return new Against()
                .when(known != null, "id-taken")
                .when(impossible, IMPOSSIBLE)
                .when(stage != Stage.CONFIRMED, "wrong-lifecycle")
                .when(held(units.keySet()), "on-hold")
                .when(
                        !impossible
                                && units.entrySet().stream()
                                        .anyMatch(item -> item.getValue()
                                                > lines.get(item.getKey()).active()
                                                        - lines.get(item.getKey()).allocated),
                        "quantity-exceeded")
                .orElse(() -> {
                    fulfillments.put(id, new ModelFulfillment(units));
                    units.forEach((line, some) -> lines.get(line).allocated += some);
                });
    }

    /** Ships these units, or all that is left if none are named; {@code packed} is in parcels. */
    Set<String> ship(String id, Map<String, Long> named, Map<String, Long> packed) {
        ModelFulfillment fulfillment = fulfillments.get(id);
        Against against = new Against()
                .when(fulfillment == null, "unknown-fulfillment")
                .when(fulfillment != null && fulfillment.cancelled, "fulfillment-cancelled")
                .when(impossible(named), IMPOSSIBLE);
        if (!against.codes.isEmpty()) {
            return against.codes;
        }
        Map<String, Long> left = fulfillment.unshipped();
        Map<String, Long> units = named.isEmpty() ? left : named;
        if (units.isEmpty()) {
            return nothing();
        }
        return against.when(exceed(units, left), "quantity-exceeded")
                .when(exceed(packed, units) || packed.containsValue(0L), IMPOSSIBLE)
                .when(held(units.keySet()), "on-hold")
                .orElse(() -> units.forEach((line, some) -> {
                    fulfillment.shipped.merge(line, some, Long::sum);
                    lines.get(line).shipped += some;
                }));
    }

    Set<String> deliver(String id, Map<String, Long> named, boolean future) {
        ModelFulfillment fulfillment = fulfillments.get(id);
        Against against = new Against()
                .when(fulfillment == null, "unknown-fulfillment")
                .when(fulfillment != null && fulfillment.shipped.isEmpty(), "nothing-shipped")
                .when(future || impossible(named), IMPOSSIBLE);
        if (!against.codes.isEmpty()) {
            return against.codes;
        }
        Map<String, Long> left = fulfillment.undelivered();
        Map<String, Long> units = named.isEmpty() ? left : named;
        if (units.isEmpty()) {
            return nothing();
        }
        return against.when(exceed(units, left), "quantity-exceeded")
                .orElse(() -> units.forEach((line, some) -> {
                    fulfillment.delivered.merge(line, some, Long::sum);
                    lines.get(line).delivered += some;
                }));
    }

    Set<String> cancelFulfillment(String id) {
        ModelFulfillment fulfillment = fulfillments.get(id);
        if (fulfillment != null && fulfillment.cancelled) {
            return nothing();
        }
        return new Against()
                .when(fulfillment == null, "unknown-fulfillment")
                .when(fulfillment != null && fulfillment.unshipped().isEmpty(), "already-shipped")
                .orElse(() -> {
                    fulfillment.unshipped().forEach((line, some) -> lines.get(line).allocated -= some);
                    fulfillment.cancelled = true;
                });
    }

    Set<String> requestReturn(String id, Map<String, Long> units, boolean late) {
        ModelReturn known = returns.get(id);
        if (known != null && known.requested.equals(units)) {
            return nothing();
        }
        boolean impossible = impossible(units);
        return new Against()
                .when(known != null, "id-taken")
                .when(impossible, IMPOSSIBLE)
                .when(late && stage == Stage.COMPLETED, "return-window-closed")
                .when(
                        !impossible
                                && units.entrySet().stream().anyMatch(item -> {
                                    ModelLine line = lines.get(item.getKey());
                                    return item.getValue() > line.shipped - line.received - line.returnRequested;
                                }),
                        "quantity-exceeded")
                .orElse(() -> {
                    returns.put(id, new ModelReturn(units));
                    units.forEach((line, some) -> lines.get(line).returnRequested += some);
                });
    }

    Set<String> approve(String id) {
        ModelReturn known = returns.get(id);
        if (known != null && Set.of("APPROVED", "RECEIVED").contains(known.status)) {
            return nothing();
        }
        return new Against()
                .when(known == null, "unknown-return")
                .when(known != null && !known.open(), "wrong-return-status")
                .orElse(() -> known.status = "APPROVED");
    }

    Set<String> decline(String id) {
        ModelReturn known = returns.get(id);
        if (known != null && known.status.equals("DECLINED")) {
            return nothing();
        }
        return new Against()
                .when(known == null, "unknown-return")
                .when(known != null && !known.status.equals("REQUESTED"), "wrong-return-status")
                .orElse(() -> close(known, "DECLINED"));
    }

    Set<String> cancelReturn(String id) {
        ModelReturn known = returns.get(id);
        if (known != null && known.status.equals("CANCELLED")) {
            return nothing();
        }
        return new Against()
                .when(known == null, "unknown-return")
                .when(known != null && !known.open(), "wrong-return-status")
                .orElse(() -> close(known, "CANCELLED"));
    }

    private void close(ModelReturn known, String status) {
        known.expected.forEach((line, some) -> lines.get(line).returnRequested -= some);
        known.expected.clear();
        known.status = status;
    }

    /** Whether something of this return is still to come. */
    boolean isExpected(String id) {
        ModelReturn known = returns.get(id);
        return known != null && !known.expected.isEmpty();
    }

    Set<String> receive(String id, List<Back> back, long fee) {
        ModelReturn known = returns.get(id);
        Map<String, Long> units = new HashMap<>();
        back.forEach(some -> units.merge(some.line, some.units, Long::sum));
        Against against = new Against()
                .when(known == null, "unknown-return")
                .when(impossible(units), IMPOSSIBLE)
                .when(known != null && !known.status.equals("APPROVED"), "wrong-return-status")
                .when(known != null && exceed(units, known.expected), "quantity-exceeded");
        if (!against.codes.isEmpty()) {
            return against.codes;
        }
        long worth = 0;
        Map<String, Long> counted = new HashMap<>();
        Map<String, long[]> before = new HashMap<>();
        for (Back some : back) {
            ModelLine line = lines.get(some.line);
            before.putIfAbsent(some.line, line.taken.clone());
            long counts = Math.min(some.units, Math.max(0, line.active() - line.credited));
            long[] step = line.step(counts, rounding);
            line.take(step, 1);
            line.credited += counts;
            counted.merge(some.line, counts, Long::sum);
            worth += paid(step);
        }
        long credit = Math.min(worth, net());
        if (fee > credit) {
            counted.forEach((line, counts) -> lines.get(line).credited -= counts);
            before.forEach((line, taken) -> System.arraycopy(taken, 0, lines.get(line).taken, 0, taken.length));
            return Set.of("fees-exceed-credit");
        }
        credits += credit;
        fees += fee;
        grand += fee;
        back.forEach(some -> received(known, some));
        return Set.of(RECORDED);
    }

    private void received(ModelReturn known, Back some) {
        ModelLine line = lines.get(some.line);
        line.returnRequested -= some.units;
        line.received += some.units;
        line.restocked += some.fit ? some.units : 0;
        line.writtenOff += some.fit ? 0 : some.units;
        known.expected.merge(some.line, -some.units, Long::sum);
        known.expected.values().removeIf(left -> left == 0);
        known.status = known.expected.isEmpty() ? "RECEIVED" : known.status;
    }

    Set<String> complete() {
        if (stage == Stage.COMPLETED) {
            return nothing();
        }
        boolean delivered =
                lines.values().stream().allMatch(line -> !line.shippable || line.delivered >= line.active());
        boolean returning = returns.values().stream().anyMatch(ModelReturn::open);
        return stage != Stage.CONFIRMED
                ? Set.of("wrong-lifecycle")
                : new Against()
                        .when(!delivered || balance() != 0 || returning, "not-complete")
                        .orElse(() -> stage = Stage.COMPLETED);
    }

    /** What a step means for what is to be paid: its net and its taxes. */
    private long paid(long[] step) {
        long sum = step[0];
        for (int i = 2; i < step.length; i++) {
            sum += step[i];
        }
        return sum;
    }

    private static long total(Map<String, Long> parts) {
        return parts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> less(Map<String, Long> all, Map<String, Long> some) {
        Map<String, Long> left = new HashMap<>();
        all.forEach((line, units) -> {
            if (units > some.getOrDefault(line, 0L)) {
                left.put(line, units - some.getOrDefault(line, 0L));
            }
        });
        return left;
    }

    private static boolean exceed(Map<String, Long> units, Map<String, Long> most) {
        return units.entrySet().stream().anyMatch(item -> item.getValue() > most.getOrDefault(item.getKey(), 0L));
    }

    /** Holds the order against this one. */
    void check(Order.Existing order) {
        assertThat(order.lifecycle().name()).isEqualTo(stage.name());
        lines.forEach((id, line) -> {
            assertThat(order.lines().get(id).quantities())
                    .as(id)
                    .isEqualTo(new Quantities(
                            line.ordered,
                            line.cancelled,
                            line.allocated,
                            line.shipped,
                            line.delivered,
                            line.returnRequested,
                            line.received,
                            line.restocked,
                            line.writtenOff,
                            line.credited));
            checkTaken(order.lines().get(id), line);
        });
        assertThat(order.totals())
                .isEqualTo(new Totals(
                        subtotal, discount, shipping, fees, tax, grand, credits, net(), captured, refunded, pending,
                        balance()));
        assertThat(order.creditableShipping())
                .as("shipping that can be credited")
                .isEqualTo(creditableShipping);
        payments.forEach((id, payment) -> {
            Payment actual = order.payments().get(id);
            assertThat(List.of(actual.authorized(), actual.captured(), actual.refunded(), actual.refunding()))
                    .as(id)
                    .containsExactly(payment.authorized, payment.captured, payment.refunded, payment.pending);
        });
        returns.forEach((id, known) ->
                assertThat(order.returns().get(id).status()).as(id).isEqualTo(known.status));
    }

    private void checkTaken(Line line, ModelLine model) {
        LineAmounts taken = line.taken();
        List<Long> parts = new ArrayList<>(List.of(taken.net(), taken.discount()));
        parts.addAll(taken.taxes());
        for (int i = 0; i < model.taken.length; i++) {
            assertThat(parts.get(i)).isEqualTo(model.taken[i]).isBetween(0L, model.worth[i]);
            if (model.cancelled + model.credited == model.ordered) {
                assertThat(model.taken[i]).as("adds up to the line").isEqualTo(model.worth[i]);
            }
        }
        long included = policy.pricesIncludeTax() ? taken.tax() : 0;
        assertThat(taken.gross()).as("taken, before discounts").isEqualTo(taken.net() + taken.discount() + included);
    }

    /**
     * What must hold of any order after each event, whatever came before.
     *
     * @param beyondParts how far the grand total is from the sum of its parts: 0, or as another system stated it
     */
    static void invariants(Order.Existing order, long beyondParts) {
        order.lines().stream().map(Line::quantities).forEach(line -> {
            assertThat(List.of(
                            0L, line.delivered(), line.shipped(), line.allocated(), line.ordered() - line.cancelled()))
                    .isSorted();
            assertThat(line.returnRequested() + line.received()).isLessThanOrEqualTo(line.shipped());
            assertThat(line.restocked() + line.writtenOff()).isEqualTo(line.received());
            assertThat(List.of(line.cancelled(), line.returnRequested(), line.restocked(), line.writtenOff()))
                    .allMatch(units -> units >= 0);
        });
        Totals totals = order.totals();
        assertThat(totals.grand())
                .isEqualTo(totals.subtotal()
                        - totals.discount()
                        + totals.shipping()
                        + totals.tax()
                        + totals.fees()
                        + (order.lifecycle() == Lifecycle.CANCELLED ? 0 : beyondParts));
        assertThat(totals.net()).isEqualTo(totals.grand() - totals.credits()).isNotNegative();
        assertThat(totals.balance()).isEqualTo(totals.net() - (totals.captured() - totals.refunded()));
        assertThat(totals.refunded() + totals.pendingRefunds()).isLessThanOrEqualTo(totals.captured());
        assertThat(List.of(totals.subtotal(), totals.discount(), totals.shipping(), totals.tax(), totals.fees()))
                .allMatch(part -> part >= 0);
        long captured = 0;
        long paidBack = 0;
        for (Payment payment : order.payments().values()) {
            assertThat(payment.captured()).isLessThanOrEqualTo(payment.authorized());
            assertThat(payment.refunded() + payment.refunding()).isLessThanOrEqualTo(payment.captured());
            captured += payment.captured();
            paidBack += payment.refunded() + payment.refunding();
        }
        assertThat(totals.captured()).isEqualTo(captured);
        assertThat(totals.refunded() + totals.pendingRefunds()).isEqualTo(paidBack);
    }
}
