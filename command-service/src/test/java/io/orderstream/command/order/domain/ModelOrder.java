package io.orderstream.command.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A second, slow and mutable order, written from the description of the order alone: what it counts, what it allows, and
 * what must hold after every step. Each operation tells whether it is to be recorded, and does it if so.
 */
final class ModelOrder {

    enum Stage {
        PLACED,
        CONFIRMED,
        COMPLETED,
        CANCELLED
    }

    /** A line; {@code worth} and {@code taken} are net, then tax by tax. */
    static final class ModelLine {
        final long ordered;
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

        ModelLine(long ordered, long... worth) {
            this.ordered = ordered;
            this.worth = worth;
            this.taken = new long[worth.length];
        }

        long active() {
            return ordered - cancelled;
        }

        /** What the next units are worth: C(n) less what was taken, for the net and each tax. */
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
        long authorized;
        long captured;
        long refunded;
        long pending;
        boolean voided;
        final Map<String, Long> captures = new HashMap<>();
    }

    static final class ModelRefund {
        String payment = "";
        String line = "";
        long units;
        long[] step = {};
        long shipping;
        long amount;
        boolean grant;
        boolean pending = true;
    }

    static final class ModelFulfillment {
        String line = "";
        long allocated;
        long shipped;
        long delivered;
        boolean cancelled;
    }

    static final class ModelReturn {
        String line = "";
        long expected;
        boolean approved;
        boolean open = true;
    }

    final Map<String, ModelLine> lines = new HashMap<>();
    final Map<String, ModelPayment> payments = new HashMap<>();
    final Map<String, ModelRefund> refunds = new HashMap<>();
    final Map<String, ModelFulfillment> fulfillments = new HashMap<>();
    final Map<String, ModelReturn> returns = new HashMap<>();
    final Map<String, Boolean> holds = new HashMap<>();
    private final RoundingMode rounding;
    private Stage stage = Stage.PLACED;
    private long grand;
    private long beyondParts;
    private long creditableShipping;
    private long credits;
    private long captured;
    private long refunded;
    private long pending;

    /** An order that was just placed; {@code shipping} is what shipping costs with its tax. */
    ModelOrder(RoundingMode rounding, long grand, long shipping) {
        this.rounding = rounding;
        this.grand = grand;
        this.creditableShipping = shipping;
    }

    /** Begins as the order of another system; its lines are as far as they are, with nothing credited yet. */
    void importAs(Stage given, long beyond) {
        stage = given;
        beyondParts = beyond;
    }

    /** What was paid there, and paid back. */
    void importPayment(String id, String captureId, long capturedThere, long refundedThere) {
        authorize(id, capturedThere);
        capture(id, captureId, capturedThere);
        payments.get(id).refunded = refundedThere;
        refunded += refundedThere;
    }

    /** What was credited there. */
    void importCredits(String lineId, long units) {
        ModelLine line = lines.get(lineId);
        long[] step = line.step(units, rounding);
        credits += Math.min(sum(step), net());
        line.take(step, 1);
        line.credited = units;
    }

    private boolean open() {
        return stage == Stage.PLACED || stage == Stage.CONFIRMED;
    }

    private long net() {
        return grand - credits;
    }

    private long balance() {
        return net() - (captured - refunded);
    }

    boolean confirm() {
        boolean records = stage == Stage.PLACED;
        stage = records ? Stage.CONFIRMED : stage;
        return records;
    }

    boolean hold(String id) {
        return open() && holds.putIfAbsent(id, true) == null;
    }

    boolean release(String id) {
        return holds.replace(id, true, false);
    }

    boolean cancelLine(String id, long units) {
        ModelLine line = lines.get(id);
        long[] step = line.step(units, rounding);
        boolean records = open()
                && units <= line.active() - line.allocated
                && units <= line.active() - line.credited
                && net() - sum(step) >= 0;
        if (records) {
            line.take(step, 1);
            line.cancelled += units;
            grand -= sum(step);
        }
        return records;
    }

    boolean cancel() {
        boolean shipped = lines.values().stream().anyMatch(line -> line.shipped > 0);
        boolean granting = refunds.values().stream().anyMatch(refund -> refund.grant && refund.pending);
        boolean records = open() && !shipped && !granting;
        if (records) {
            stage = Stage.CANCELLED;
            grand = 0;
            beyondParts = 0;
            credits = 0;
            fulfillments.values().forEach(fulfillment -> fulfillment.cancelled = true);
            lines.values().forEach(line -> {
                line.allocated = 0;
                line.take(line.step(line.active(), rounding), 1);
                line.cancelled = line.ordered;
            });
        }
        return records;
    }

    boolean authorize(String id, long amount) {
        if (payments.containsKey(id)) {
            return false;
        }
        ModelPayment payment = new ModelPayment();
        payment.authorized = amount;
        payments.put(id, payment);
        return true;
    }

    boolean capture(String id, String captureId, long amount) {
        ModelPayment payment = payments.get(id);
        boolean known = payments.values().stream().anyMatch(other -> other.captures.containsKey(captureId));
        if (payment == null || known || payment.voided || payment.captured + amount > payment.authorized) {
            return false;
        }
        payment.captures.put(captureId, amount);
        payment.captured += amount;
        captured += amount;
        return true;
    }

    boolean voidRest(String id) {
        ModelPayment payment = payments.get(id);
        boolean records = payment != null && !payment.voided && payment.captured < payment.authorized;
        if (records) {
            payment.voided = true;
        }
        return records;
    }

    /** What granting so many units of a line is worth now. */
    long worth(String line, long units) {
        return units == 0 ? 0 : sum(lines.get(line).step(units, rounding));
    }

    boolean grant(String id, String paymentId, String lineId, long units, long shipping, long amount) {
        ModelPayment payment = payments.get(paymentId);
        ModelLine line = lines.get(lineId);
        if (refunds.containsKey(id)
                || payment == null
                || amount == 0
                || amount > payment.captured - payment.refunded - payment.pending
                || amount > net()
                || shipping > creditableShipping
                || units > line.active() - line.credited) {
            return false;
        }
        ModelRefund refund = request(id, paymentId, amount);
        refund.grant = true;
        refund.line = lineId;
        refund.units = units;
        refund.step = units == 0 ? new long[0] : line.step(units, rounding);
        line.take(refund.step, 1);
        line.credited += units;
        refund.shipping = shipping;
        creditableShipping -= shipping;
        credits += amount;
        return true;
    }

    boolean settle(String id, String paymentId, long amount) {
        ModelPayment payment = payments.get(paymentId);
        if (refunds.containsKey(id)
                || payment == null
                || amount > payment.captured - payment.refunded - payment.pending
                || amount > Math.max(0, captured - refunded - pending - net())) {
            return false;
        }
        request(id, paymentId, amount);
        return true;
    }

    private ModelRefund request(String id, String paymentId, long amount) {
        ModelRefund refund = new ModelRefund();
        refund.payment = paymentId;
        refund.amount = amount;
        refunds.put(id, refund);
        payments.get(paymentId).pending += amount;
        pending += amount;
        return refund;
    }

    boolean result(String id, boolean success) {
        ModelRefund refund = refunds.get(id);
        if (refund == null || !refund.pending) {
            return false;
        }
        refund.pending = false;
        ModelPayment payment = payments.get(refund.payment);
        payment.pending -= refund.amount;
        pending -= refund.amount;
        if (success) {
            payment.refunded += refund.amount;
            refunded += refund.amount;
        } else if (refund.grant) {
            credits -= refund.amount;
            creditableShipping += refund.shipping;
            lines.get(refund.line).credited -= refund.units;
            lines.get(refund.line).take(refund.step, -1);
        }
        return true;
    }

    boolean allocate(String id, String lineId, long units) {
        ModelLine line = lines.get(lineId);
        if (fulfillments.containsKey(id)
                || stage != Stage.CONFIRMED
                || held()
                || units > line.active() - line.allocated) {
            return false;
        }
        ModelFulfillment fulfillment = new ModelFulfillment();
        fulfillment.line = lineId;
        fulfillment.allocated = units;
        fulfillments.put(id, fulfillment);
        line.allocated += units;
        return true;
    }

    private boolean held() {
        return holds.containsValue(true);
    }

    boolean ship(String id, long units) {
        ModelFulfillment fulfillment = fulfillments.get(id);
        if (fulfillment == null
                || fulfillment.cancelled
                || held()
                || units > fulfillment.allocated - fulfillment.shipped) {
            return false;
        }
        fulfillment.shipped += units;
        lines.get(fulfillment.line).shipped += units;
        return true;
    }

    boolean deliver(String id) {
        ModelFulfillment fulfillment = fulfillments.get(id);
        if (fulfillment == null || fulfillment.shipped == fulfillment.delivered) {
            return false;
        }
        lines.get(fulfillment.line).delivered += fulfillment.shipped - fulfillment.delivered;
        fulfillment.delivered = fulfillment.shipped;
        return true;
    }

    boolean cancelFulfillment(String id) {
        ModelFulfillment fulfillment = fulfillments.get(id);
        if (fulfillment == null || fulfillment.cancelled || fulfillment.shipped == fulfillment.allocated) {
            return false;
        }
        fulfillment.cancelled = true;
        lines.get(fulfillment.line).allocated -= fulfillment.allocated - fulfillment.shipped;
        return true;
    }

    boolean requestReturn(String id, String lineId, long units) {
        ModelLine line = lines.get(lineId);
        if (returns.containsKey(id) || units > line.shipped - line.received - line.returnRequested) {
            return false;
        }
        ModelReturn requested = new ModelReturn();
        requested.line = lineId;
        requested.expected = units;
        returns.put(id, requested);
        line.returnRequested += units;
        return true;
    }

    boolean approve(String id) {
        ModelReturn known = returns.get(id);
        boolean records = known != null && known.open && !known.approved;
        if (records) {
            known.approved = true;
        }
        return records;
    }

    boolean decline(String id) {
        ModelReturn known = returns.get(id);
        return known != null && known.open && !known.approved && close(known);
    }

    boolean cancelReturn(String id) {
        ModelReturn known = returns.get(id);
        return known != null && known.open && close(known);
    }

    private boolean close(ModelReturn known) {
        lines.get(known.line).returnRequested -= known.expected;
        known.expected = 0;
        known.open = false;
        return true;
    }

    boolean receive(String id, long units, boolean restock, long fee) {
        ModelReturn known = returns.get(id);
        if (known == null || !known.open || !known.approved || units > known.expected) {
            return false;
        }
        ModelLine line = lines.get(known.line);
        long counted = Math.min(units, Math.max(0, line.active() - line.credited));
        long[] step = line.step(counted, rounding);
        long credit = Math.min(sum(step), net());
        if (fee > credit) {
            return false;
        }
        credits += credit;
        grand += fee;
        line.take(step, 1);
        line.credited += counted;
        line.returnRequested -= units;
        line.received += units;
        line.restocked += restock ? units : 0;
        line.writtenOff += restock ? 0 : units;
        known.expected -= units;
        known.open = known.expected > 0;
        return true;
    }

    boolean complete() {
        boolean delivered = lines.values().stream().allMatch(line -> line.delivered >= line.active());
        boolean returning = returns.values().stream().anyMatch(known -> known.open);
        boolean records = stage == Stage.CONFIRMED && delivered && balance() == 0 && !returning;
        stage = records ? Stage.COMPLETED : stage;
        return records;
    }

    private static long sum(long[] amounts) {
        long sum = 0;
        for (long amount : amounts) {
            sum += amount;
        }
        return sum;
    }

    /** Holds the order against this one, and both against the rules. */
    void check(Order.Existing order) {
        assertThat(order.lifecycle().name()).isEqualTo(stage.name());
        lines.forEach((id, line) -> {
            assertThat(order.lines().get(id).quantities())
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
            checkLine(order.lines().get(id), line);
        });
        checkTotals(order.totals());
        payments.values().forEach(payment -> {
            assertThat(payment.captured).isLessThanOrEqualTo(payment.authorized);
            assertThat(payment.refunded + payment.pending).isLessThanOrEqualTo(payment.captured);
        });
    }

    private static void checkLine(Line line, ModelLine model) {
        List<Long> taken = new ArrayList<>(List.of(line.taken().net()));
        taken.addAll(line.taken().taxes());
        for (int i = 0; i < model.taken.length; i++) {
            assertThat(taken.get(i)).isEqualTo(model.taken[i]).isBetween(0L, model.worth[i]);
            if (model.cancelled + model.credited == model.ordered) {
                assertThat(model.taken[i]).as("adds up to the line").isEqualTo(model.worth[i]);
            }
        }
    }

    private void checkTotals(Totals totals) {
        assertThat(totals.grand())
                .isEqualTo(grand)
                .isEqualTo(totals.subtotal()
                        - totals.discount()
                        + totals.shipping()
                        + totals.tax()
                        + totals.fees()
                        + beyondParts);
        assertThat(List.of(totals.subtotal(), totals.discount(), totals.shipping(), totals.tax()))
                .allMatch(part -> part >= 0);
        assertThat(totals.credits()).isEqualTo(credits);
        assertThat(totals.net()).isEqualTo(net()).isNotNegative();
        assertThat(totals.captured()).isEqualTo(captured);
        assertThat(totals.refunded()).isEqualTo(refunded);
        assertThat(totals.pendingRefunds()).isEqualTo(pending);
        assertThat(totals.balance()).isEqualTo(balance());
        assertThat(refunded + pending).isLessThanOrEqualTo(captured);
    }
}
