package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Decision.Accepted;
import io.orderstream.command.order.domain.Decision.Rejected;
import io.orderstream.command.order.domain.Order.Existing;
import io.orderstream.command.order.domain.Refund.Content;
import io.orderstream.command.order.domain.Refund.Decided;
import io.orderstream.command.order.domain.Refund.Pending;
import io.orderstream.command.order.domain.RefundCommand.Allocation;
import io.orderstream.command.order.domain.RefundCommand.RecordRefundResult;
import io.orderstream.command.order.domain.RefundCommand.RefundKind;
import io.orderstream.command.order.domain.RefundCommand.RefundResult;
import io.orderstream.command.order.domain.RefundCommand.RequestRefund;
import io.orderstream.command.order.domain.Rejection.Part;
import io.orderstream.command.order.domain.Rejection.Rule;
import io.orderstream.events.stored.CreditedLine;
import io.orderstream.events.stored.RefundAllocation;
import io.orderstream.events.stored.RefundFailed;
import io.orderstream.events.stored.RefundRequested;
import io.orderstream.events.stored.RefundSucceeded;
import io.orderstream.events.stored.Totals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Paying money back. What was never received is never refunded: each payment gives back at most what it captured, and
 * a refund that is under way counts until it fails.
 */
final class RefundRules {

    private RefundRules() {}

    static Decision decide(Existing order, RefundCommand command) {
        return switch (command) {
            case RequestRefund request -> request(order, request);
            case RecordRefundResult result -> result(order, result);
        };
    }

    private static Decision request(Existing order, RequestRefund request) {
        ValueChecks checks = new ValueChecks(order.context().currency());
        List<RefundAllocation> allocations = allocations(order, request.allocations(), checks);
        checks.items("/lines", request.lines(), order.lines());
        long shipping = checks.minor("/shipping", request.shipping());
        long adjustment = checks.minor("/adjustment", request.adjustment());
        if (checks.failed()) {
            return checks.rejected();
        }
        List<CreditedLine> lines = request.lines().stream()
                .map(item -> order.lines().get(item.lineId()).credit(item.quantity(), order.policy()))
                .toList();
        Content content = new Content(request.kind(), allocations, lines, shipping, adjustment);
        Refund known = order.refunds().get(request.refundId());
        if (known != null) {
            return known.content().asksTheSameAs(content)
                    ? Accepted.nothingToDo()
                    : Rejected.of(Rule.ID_TAKEN, "Another refund has the id " + request.refundId() + ".");
        }
        Rejected beyond = beyondPayments(order, content);
        if (beyond == null) {
            beyond = request.kind() == RefundKind.SETTLE
                    ? beyondBalance(order, content, checks)
                    : beyondOrder(order, content, checks);
        }
        return beyond == null ? Accepted.of(requested(order, request, content)) : beyond;
    }

    private static List<RefundAllocation> allocations(Existing order, List<Allocation> asked, ValueChecks checks) {
        List<RefundAllocation> allocations = new ArrayList<>(asked.size());
        Set<String> named = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            Allocation allocation = asked.get(i);
            String pointer = "/allocations/" + i;
            if (!order.payments().containsKey(allocation.paymentId())) {
                checks.impossible(pointer + "/paymentId", "is not a payment of this order");
            }
            if (!named.add(allocation.paymentId())) {
                checks.impossible(pointer + "/paymentId", "is named twice");
            }
            allocations.add(new RefundAllocation(
                    allocation.paymentId(), checks.minor(pointer + "/amount", allocation.amount())));
        }
        return allocations;
    }

    private static @Nullable Rejected beyondPayments(Existing order, Content content) {
        for (RefundAllocation allocation : content.allocations()) {
            long refundable = order.payment(allocation.paymentId()).refundable();
            if (allocation.amount() > refundable) {
                return Rejected.of(
                        Rule.REFUND_EXCEEDS_CAPTURED,
                        "No more than " + order.money(refundable) + " of payment " + allocation.paymentId()
                                + " can be refunded.");
            }
        }
        return null;
    }

    private static @Nullable Rejected beyondBalance(Existing order, Content content, ValueChecks checks) {
        if (content.parts() != 0 || !content.lines().isEmpty()) {
            checks.impossible("/kind", "SETTLE pays out what is owed already and credits nothing");
            return checks.rejected();
        }
        Totals totals = order.totals();
        long owed = Math.max(0, totals.captured() - totals.refunded() - totals.pendingRefunds() - totals.net());
        return content.amount() > owed
                ? Rejected.of(
                        Rule.REFUND_EXCEEDS_BALANCE, "No more than " + order.money(owed) + " is owed to the customer.")
                : null;
    }

    private static @Nullable Rejected beyondOrder(Existing order, Content content, ValueChecks checks) {
        for (CreditedLine line : content.lines()) {
            long creditable = order.lines().get(line.lineId()).quantities().creditable();
            if (line.quantity() > creditable) {
                return Rejected.tooMany(line.lineId(), line.quantity(), creditable, "credited");
            }
        }
        if (content.amount() != content.parts()) {
            checks.impossible("/allocations", "must amount to what is credited, " + order.money(content.parts()));
            return checks.rejected();
        }
        if (content.shipping() > order.creditableShipping()) {
            return Rejected.of(
                    Rule.CREDIT_EXCEEDS_ORDER,
                    "No more than " + order.money(order.creditableShipping()) + " of the shipping can be credited.");
        }
        return content.amount() > order.totals().net()
                ? Rejected.of(
                        Rule.CREDIT_EXCEEDS_ORDER,
                        "No more than " + order.money(order.totals().net()) + " of the order can be credited.")
                : null;
    }

    private static RefundRequested requested(Existing order, RequestRefund request, Content content) {
        return new RefundRequested(
                order.context(),
                request.refundId(),
                request.kind().name(),
                content.amount(),
                content.allocations(),
                content.lines(),
                content.shipping(),
                content.adjustment(),
                request.reason(),
                order.totals().refundRequested(content.amount(), content.credit()));
    }

    private static Decision result(Existing order, RecordRefundResult command) {
        Refund refund = order.refunds().get(command.refundId());
        if (refund == null) {
            return Rejected.unknown(Part.REFUND);
        }
        return switch (refund) {
            case Decided decided ->
                decided.result() == command.result()
                        ? Accepted.nothingToDo()
                        : Rejected.of(Rule.REFUND_DECIDED, "The refund has " + decided.result() + " before.");
            case Pending pending ->
                switch (command.result()) {
                    case SUCCEEDED -> Accepted.of(succeeded(order, command, pending.content()));
                    case FAILED -> Accepted.of(failed(order, command, pending.content()));
                };
        };
    }

    private static RefundSucceeded succeeded(Existing order, RecordRefundResult command, Content content) {
        return new RefundSucceeded(
                order.context(),
                command.refundId(),
                content.kind().name(),
                content.amount(),
                content.allocations(),
                order.totals().refundSucceeded(content.amount()));
    }

    private static RefundFailed failed(Existing order, RecordRefundResult command, Content content) {
        return new RefundFailed(
                order.context(),
                command.refundId(),
                content.kind().name(),
                content.amount(),
                content.allocations(),
                content.lines(),
                content.shipping(),
                command.reason(),
                order.totals().refundFailed(content.amount(), content.credit()));
    }

    static Existing evolve(Existing order, RefundRequested requested) {
        Content content = Content.of(requested);
        Lines lines = order.lines();
        for (CreditedLine credited : content.lines()) {
            lines = lines.change(credited.lineId(), line -> line.credited(credited));
        }
        return move(order, content.allocations(), 1, 0)
                .withRefund(requested.refundId(), new Pending(content))
                .withLines(lines)
                .withCreditableShipping(order.creditableShipping() - content.shipping())
                .withTotals(requested.totals());
    }

    static Existing evolve(Existing order, RefundSucceeded succeeded) {
        Content content = order.refund(succeeded.refundId()).content();
        return move(order, content.allocations(), -1, 1)
                .withRefund(succeeded.refundId(), new Decided(content, RefundResult.SUCCEEDED))
                .withTotals(succeeded.totals());
    }

    static Existing evolve(Existing order, RefundFailed failed) {
        Content content = order.refund(failed.refundId()).content();
        Lines lines = order.lines();
        for (CreditedLine credited : content.lines()) {
            lines = lines.change(credited.lineId(), line -> line.creditTakenBack(credited));
        }
        return move(order, content.allocations(), -1, 0)
                .withRefund(failed.refundId(), new Decided(content, RefundResult.FAILED))
                .withLines(lines)
                .withCreditableShipping(order.creditableShipping() + content.shipping())
                .withTotals(failed.totals());
    }

    private static Existing move(Existing order, List<RefundAllocation> allocations, int underWay, int paidBack) {
        Existing moved = order;
        for (RefundAllocation allocation : allocations) {
            long amount = allocation.amount();
            Payment payment = moved.payment(allocation.paymentId());
            moved = moved.withPayment(payment.refund(underWay * amount, paidBack * amount));
        }
        return moved;
    }
}
