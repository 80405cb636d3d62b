package io.orderstream.readmodel.order;

import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.order.OrderDocument.Line;
import io.orderstream.readmodel.order.OrderDocument.Totals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document while one event is folded into it; finished, it has the event's place and freshly derived statuses. */
final class OrderDraft {

    private final OrderDocument current;
    private String lifecycle;
    private List<Line> lines;
    private Totals totals;
    private @Nullable String cancelReason;

    private OrderDraft(OrderDocument current) {
        this.current = current;
        this.lifecycle = current.lifecycle();
        this.lines = current.lines();
        this.totals = current.totals();
        this.cancelReason = current.cancelReason();
    }

    static OrderDraft of(OrderDocument current) {
        return new OrderDraft(current);
    }

    OrderDraft lifecycle(String changed) {
        lifecycle = changed;
        return this;
    }

    OrderDraft lines(List<Line> changed) {
        lines = changed;
        return this;
    }

    OrderDraft totals(Totals changed) {
        totals = changed;
        return this;
    }

    OrderDraft cancelReason(String given) {
        cancelReason = given;
        return this;
    }

    OrderDocument after(StoredEvent event) {
        return new OrderDocument(
                current.id(),
                event.position(),
                event.revision(),
                current.number(),
                current.channel(),
                current.currency(),
                current.customerId(),
                current.country(),
                current.region(),
                current.placedAt(),
                event.metadata().occurredAt(),
                lifecycle,
                PaymentStatus.of(totals, 0),
                FulfilmentStatus.of(lines),
                ReturnStatus.of(lines),
                current.policy(),
                current.party(),
                lines,
                current.discounts(),
                current.shippingCharges(),
                totals,
                current.paymentDueAt(),
                cancelReason);
    }
}
