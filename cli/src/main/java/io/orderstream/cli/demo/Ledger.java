package io.orderstream.cli.demo;

import io.orderstream.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * The money of one order, kept by the demo itself: from the rows of TPC-H and what is done to the order, by the rules
 * that the product documents, in exact decimals of its currency. It knows nothing of what the services answer.
 */
final class Ledger {

    private final String currency;
    private final List<Line> lines;
    private final List<Payment> payments = new ArrayList<>();
    private final List<Grant> grants = new ArrayList<>();
    private final BigDecimal zero;
    private final Tally placed;
    private BigDecimal grand;
    private BigDecimal credits;
    private BigDecimal fees;
    private boolean cancelled;

    Ledger(TpchOrder order) {
        var figures = new Figures(Market.of(order.customer().nationKey()).currency());
        this.currency = figures.currency();
        this.lines = order.lines().stream()
                .map(row ->
                        new Line(row.quantity(), figures.gross(row).subtract(figures.discount(row)), figures.tax(row)))
                .toList();
        this.placed = figures.placed(order);
        this.zero = Money.zero(currency).decimal();
        this.grand = figures.grand(order).decimal();
        this.credits = zero;
        this.fees = zero;
    }

    /** Money that one payment brings in or pays back. */
    record Part(int payment, BigDecimal amount) {}

    /** What was granted and may be taken back. */
    private record Grant(int line, long units, Worth worth, BigDecimal amount) {}

    private record Worth(BigDecimal net, BigDecimal tax) {

        BigDecimal all() {
            return net.add(tax);
        }
    }

    private static final class Payment {
        private final BigDecimal authorized;
        private BigDecimal captured;
        private BigDecimal refunded;
        private BigDecimal pending;

        private Payment(BigDecimal authorized, BigDecimal zero) {
            this.authorized = authorized;
            this.captured = zero;
            this.refunded = zero;
            this.pending = zero;
        }

        private BigDecimal refundable() {
            return captured.subtract(refunded).subtract(pending);
        }
    }

    /** A line gives away what it is worth unit by unit, without ever drifting from its total. */
    private static final class Line {
        private final long ordered;
        private final Worth whole;
        private Worth taken;
        private long cancelled;
        private BigDecimal cancelledNet;
        private long credited;
        private BigDecimal creditedNet;
        private long returned;

        private Line(long ordered, BigDecimal net, BigDecimal tax) {
            this.ordered = ordered;
            this.whole = new Worth(net, tax);
            this.taken = new Worth(net.subtract(net), tax.subtract(tax));
            this.cancelledNet = taken.net();
            this.creditedNet = taken.net();
        }

        private Worth step(long units) {
            var gone = Math.min(ordered, cancelled + credited + units);
            return new Worth(step(whole.net(), taken.net(), gone), step(whole.tax(), taken.tax(), gone));
        }

        private BigDecimal step(BigDecimal all, BigDecimal already, long gone) {
            var share = all.multiply(BigDecimal.valueOf(gone))
                    .divide(BigDecimal.valueOf(ordered), all.scale(), RoundingMode.HALF_EVEN);
            return share.subtract(already).max(already.subtract(already));
        }

        private Worth cancel(long units) {
            var worth = step(units);
            cancelled += units;
            cancelledNet = cancelledNet.add(worth.net());
            take(worth);
            return worth;
        }

        private Worth credit(long units) {
            var worth = step(units);
            credited += units;
            creditedNet = creditedNet.add(worth.net());
            take(worth);
            return worth;
        }

        private void takeBackCredit(long units, Worth worth) {
            credited -= units;
            creditedNet = creditedNet.subtract(worth.net());
            taken = new Worth(taken.net().subtract(worth.net()), taken.tax().subtract(worth.tax()));
        }

        private void take(Worth worth) {
            taken = new Worth(taken.net().add(worth.net()), taken.tax().add(worth.tax()));
        }

        private long creditable() {
            return Math.max(0, ordered - cancelled - credited);
        }
    }

    BigDecimal zero() {
        return zero;
    }

    BigDecimal grand() {
        return grand;
    }

    BigDecimal net() {
        return grand.subtract(credits);
    }

    BigDecimal captured() {
        return sum(payments.stream().map(payment -> payment.captured).toList());
    }

    BigDecimal refunded() {
        return sum(payments.stream().map(payment -> payment.refunded).toList());
    }

    BigDecimal balance() {
        return net().subtract(captured().subtract(refunded()));
    }

    /** What is owed to the customer and not being paid back yet. */
    BigDecimal owed() {
        return balance().negate().subtract(pending()).max(zero);
    }

    private BigDecimal pending() {
        return sum(payments.stream().map(payment -> payment.pending).toList());
    }

    Standing standing(String lifecycle) {
        return new Standing(
                lifecycle,
                Money.of(grand, currency),
                Money.of(captured(), currency),
                Money.of(refunded(), currency),
                Money.of(balance(), currency));
    }

    /** What the line is still worth, with its tax. */
    BigDecimal worthOf(int line) {
        var known = lines.get(line);
        return known.whole.all().subtract(known.taken.all());
    }

    void cancel(int line, long units) {
        grand = grand.subtract(lines.get(line).cancel(units).all());
    }

    void cancelAll() {
        cancelled = true;
        lines.forEach(line -> line.cancel(line.ordered - line.cancelled));
        grand = zero;
        credits = zero;
    }

    /** Notes a payment; they are numbered from 0. */
    void authorize(BigDecimal amount) {
        payments.add(new Payment(amount, zero));
    }

    /** How an amount that is to be captured is spread over the payments, first things first. */
    List<Part> capturable(BigDecimal amount) {
        return spread(
                amount,
                payments.stream()
                        .map(payment -> payment.authorized.subtract(payment.captured))
                        .toList());
    }

    void capture(Part part) {
        var payment = payments.get(part.payment());
        payment.captured = payment.captured.add(part.amount());
    }

    boolean isOpen(int payment) {
        var known = payments.get(payment);
        return known.captured.compareTo(known.authorized) < 0;
    }

    int payments() {
        return payments.size();
    }

    /** How an amount that is to be paid back is spread over the payments; parts of less if they captured less. */
    List<Part> refundable(BigDecimal amount) {
        return spread(amount, payments.stream().map(Payment::refundable).toList());
    }

    void beginRefund(List<Part> parts) {
        for (var part : parts) {
            var payment = payments.get(part.payment());
            payment.pending = payment.pending.add(part.amount());
        }
    }

    void endRefund(List<Part> parts, boolean succeeded) {
        for (var part : parts) {
            var payment = payments.get(part.payment());
            payment.pending = payment.pending.subtract(part.amount());
            payment.refunded = succeeded ? payment.refunded.add(part.amount()) : payment.refunded;
        }
    }

    /** What crediting so many units is worth now, less for units that are gone already. */
    BigDecimal worthOf(int line, long units) {
        var known = lines.get(line);
        return known.step(Math.min(units, known.creditable())).all();
    }

    /** Credits units of a line without their return; {@link #takeBackCredit} undoes the last of these. */
    void grant(int line, long units, BigDecimal adjustment) {
        var worth = lines.get(line).credit(units);
        var amount = worth.all().add(adjustment);
        credits = credits.add(amount);
        grants.add(new Grant(line, units, worth, amount));
    }

    void takeBackCredit() {
        var last = grants.removeLast();
        lines.get(last.line()).takeBackCredit(last.units(), last.worth());
        credits = credits.subtract(last.amount());
    }

    /** Units of lines came back together; the fee is at most what is credited for them. */
    void receive(List<Item> items, BigDecimal fee) {
        var worth = zero;
        for (var item : items) {
            var known = lines.get(item.line());
            known.returned += item.quantity();
            worth = worth.add(
                    known.credit(Math.min(item.quantity(), known.creditable())).all());
        }
        credits = credits.add(worth.min(net()));
        grand = grand.add(fee);
        fees = fees.add(fee);
    }

    /** What the order adds to sales. */
    Tally sales() {
        var since = new TreeMap<String, BigDecimal>();
        since.put("cancelledOrders", cancelled ? BigDecimal.ONE : BigDecimal.ZERO);
        since.put("cancelledUnits", units(line -> line.cancelled));
        since.put("cancelled", placed.get("grand").add(fees).subtract(grand));
        since.put("returnedUnits", units(line -> line.returned));
        since.put("fees", fees);
        since.put("credited", credits);
        since.put("captured", captured());
        since.put("refunds", refunded());
        since.put("pendingRefunds", pending());
        since.put("net", net());
        since.put("balance", balance());
        return placed.plus(new Tally(since));
    }

    /** What a line adds to its product. */
    Tally product(int line) {
        var known = lines.get(line);
        return new Tally(Map.of(
                "units", BigDecimal.valueOf(known.ordered),
                "revenue", known.whole.net(),
                "cancelledUnits", BigDecimal.valueOf(known.cancelled),
                "cancelled", known.cancelledNet,
                "creditedUnits", BigDecimal.valueOf(known.credited),
                "credited", known.creditedNet,
                "returnedUnits", BigDecimal.valueOf(known.returned)));
    }

    private BigDecimal units(ToLongFunction<Line> units) {
        return BigDecimal.valueOf(lines.stream().mapToLong(units).sum());
    }

    private List<Part> spread(BigDecimal amount, List<BigDecimal> room) {
        var left = amount;
        var parts = new ArrayList<Part>();
        for (var payment : IntStream.range(0, room.size()).boxed().toList()) {
            var part = left.min(room.get(payment));
            if (part.signum() > 0) {
                parts.add(new Part(payment, part));
                left = left.subtract(part);
            }
        }
        return parts;
    }

    private BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(zero, BigDecimal::add);
    }
}
