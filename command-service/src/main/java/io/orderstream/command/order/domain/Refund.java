package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.RefundCommand.RefundKind;
import io.orderstream.command.order.domain.RefundCommand.RefundResult;
import io.orderstream.events.stored.CreditedLine;
import io.orderstream.events.stored.RefundAllocation;
import io.orderstream.events.stored.RefundRequested;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A refund, and whether it was paid back. */
sealed interface Refund {

    /** What was asked for. */
    Content content();

    /** Nothing was heard of it yet. */
    record Pending(Content content) implements Refund {}

    /** It was paid back or it was not; nothing changes that. */
    record Decided(Content content, RefundResult result) implements Refund {}

    /** What a refund is about, in minor units; {@code lines} with what was credited of each. */
    record Content(
            RefundKind kind,
            List<RefundAllocation> allocations,
            List<CreditedLine> lines,
            long shipping,
            long adjustment) {

        static Content of(RefundRequested requested) {
            return new Content(
                    RefundKind.valueOf(requested.kind()),
                    requested.allocations(),
                    requested.lines(),
                    requested.shipping(),
                    requested.adjustment());
        }

        long amount() {
            return allocations.stream().map(RefundAllocation::amount).reduce(0L, Math::addExact);
        }

        /** What was credited with it. */
        long credit() {
            return kind == RefundKind.GRANT ? amount() : 0;
        }

        /** What is credited of lines, shipping and for nothing in particular. */
        long parts() {
            long worth = lines.stream().map(line -> line.amounts().worth()).reduce(0L, Math::addExact);
            return Math.addExact(worth, Math.addExact(shipping, adjustment));
        }

        /** Whether both ask for the same, whatever lines are worth by now. */
        boolean asksTheSameAs(Content other) {
            return kind == other.kind
                    && Set.copyOf(allocations).equals(Set.copyOf(other.allocations))
                    && items().equals(other.items())
                    && shipping == other.shipping
                    && adjustment == other.adjustment;
        }

        private Set<Item> items() {
            return lines.stream()
                    .map(line -> new Item(line.lineId(), line.quantity()))
                    .collect(Collectors.toSet());
        }
    }
}
