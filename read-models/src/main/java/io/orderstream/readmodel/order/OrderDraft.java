package io.orderstream.readmodel.order;

import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.order.OrderDocument.Address;
import io.orderstream.readmodel.order.OrderDocument.Capture;
import io.orderstream.readmodel.order.OrderDocument.Fulfillment;
import io.orderstream.readmodel.order.OrderDocument.Hold;
import io.orderstream.readmodel.order.OrderDocument.Line;
import io.orderstream.readmodel.order.OrderDocument.Note;
import io.orderstream.readmodel.order.OrderDocument.Party;
import io.orderstream.readmodel.order.OrderDocument.Payment;
import io.orderstream.readmodel.order.OrderDocument.Quantities;
import io.orderstream.readmodel.order.OrderDocument.Refund;
import io.orderstream.readmodel.order.OrderDocument.Return;
import io.orderstream.readmodel.order.OrderDocument.TimelineEntry;
import io.orderstream.readmodel.order.OrderDocument.Totals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A document while one event is folded into it; finished, it has the event's place and freshly derived statuses. */
final class OrderDraft {

    private final OrderDocument current;
    private String lifecycle;
    private Party party;
    private @Nullable String country;
    private @Nullable String region;
    private List<Line> lines;
    private List<Hold> holds;
    private List<Payment> payments;
    private List<Refund> refunds;
    private List<Fulfillment> fulfillments;
    private List<Return> returns;
    private List<Note> notes;
    private Totals totals;
    private @Nullable Instant completedAt;
    private @Nullable Instant returnsUntil;
    private @Nullable String cancelReason;
    private List<TimelineEntry> timeline;

    private OrderDraft(OrderDocument current) {
        this.current = current;
        this.lifecycle = current.lifecycle();
        this.party = current.party();
        this.country = current.country();
        this.region = current.region();
        this.lines = current.lines();
        this.holds = current.holds();
        this.payments = current.payments();
        this.refunds = current.refunds();
        this.fulfillments = current.fulfillments();
        this.returns = current.returns();
        this.notes = current.notes();
        this.totals = current.totals();
        this.completedAt = current.completedAt();
        this.returnsUntil = current.returnsUntil();
        this.cancelReason = current.cancelReason();
        this.timeline = current.timeline();
    }

    static OrderDraft of(OrderDocument current) {
        return new OrderDraft(current);
    }

    OrderDraft lifecycle(String changed) {
        lifecycle = changed;
        return this;
    }

    OrderDraft shippingAddress(Address changed) {
        party = party.withShipping(changed);
        country = changed.country();
        region = changed.region();
        return this;
    }

    OrderDraft quantities(String lineId, UnaryOperator<Quantities> change) {
        lines = changed(
                lines,
                line -> line.lineId().equals(lineId),
                line -> line.withQuantities(change.apply(line.quantities())));
        return this;
    }

    OrderDraft hold(Hold placed) {
        holds = with(holds, placed);
        return this;
    }

    OrderDraft hold(String holdId, UnaryOperator<Hold> change) {
        holds = changed(holds, hold -> hold.holdId().equals(holdId), change);
        return this;
    }

    OrderDraft payment(Payment authorized) {
        payments = with(payments, authorized);
        return this;
    }

    OrderDraft payment(String paymentId, UnaryOperator<Payment> change) {
        payments = changed(payments, payment -> payment.paymentId().equals(paymentId), change);
        return this;
    }

    OrderDraft refund(Refund requested) {
        refunds = with(refunds, requested);
        return this;
    }

    OrderDraft refund(String refundId, UnaryOperator<Refund> change) {
        refunds = changed(refunds, refund -> refund.refundId().equals(refundId), change);
        return this;
    }

    OrderDraft fulfillment(Fulfillment allocated) {
        fulfillments = with(fulfillments, allocated);
        return this;
    }

    OrderDraft fulfillment(String fulfillmentId, UnaryOperator<Fulfillment> change) {
        fulfillments =
                changed(fulfillments, fulfillment -> fulfillment.fulfillmentId().equals(fulfillmentId), change);
        return this;
    }

    OrderDraft returned(Return requested) {
        returns = with(returns, requested);
        return this;
    }

    OrderDraft returned(String returnId, UnaryOperator<Return> change) {
        returns = changed(returns, known -> known.returnId().equals(returnId), change);
        return this;
    }

    OrderDraft completed(Instant at, Instant lastReturn) {
        completedAt = at;
        returnsUntil = lastReturn;
        return lifecycle("COMPLETED").reached(Milestone.COMPLETED, at);
    }

    OrderDraft note(Note written) {
        notes = with(notes, written);
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

    /** Notes the milestone, unless the order came to it before or it is not known when it did. */
    OrderDraft reached(Milestone what, @Nullable Instant at) {
        if (at != null && timeline.stream().noneMatch(entry -> entry.what() == what)) {
            timeline = with(timeline, new TimelineEntry(what, at)).stream()
                    .sorted(Comparator.comparing(TimelineEntry::at))
                    .toList();
        }
        return this;
    }

    /** Notes what the order had come to when it was recorded; nothing but its placing unless another system began it. */
    OrderDraft began() {
        return reached(Milestone.PLACED, current.placedAt())
                .reached(
                        Milestone.CAPTURED,
                        first(payments.stream()
                                .flatMap(payment -> payment.captures().stream())
                                .map(Capture::capturedAt)))
                .reached(Milestone.SHIPPED, first(fulfillments.stream().map(Fulfillment::shippedAt)))
                .reached(Milestone.COMPLETED, completedAt);
    }

    private static @Nullable Instant first(Stream<@Nullable Instant> times) {
        return times.filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
    }

    private static @Nullable Instant last(Stream<@Nullable Instant> times) {
        return times.filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
    }

    private long authorized() {
        return payments.stream()
                .mapToLong(payment -> payment.authorized() - payment.released())
                .sum();
    }

    private static <T> List<T> with(List<T> list, T added) {
        List<T> longer = new ArrayList<>(list);
        longer.add(added);
        return List.copyOf(longer);
    }

    private static <T> List<T> changed(List<T> list, Predicate<T> which, UnaryOperator<T> change) {
        return list.stream()
                .map(each -> which.test(each) ? change.apply(each) : each)
                .toList();
    }

    OrderDocument after(StoredEvent event) {
        FulfilmentStatus fulfilment = FulfilmentStatus.of(lines);
        if (fulfilment == FulfilmentStatus.DELIVERED) {
            reached(Milestone.DELIVERED, last(fulfillments.stream().map(Fulfillment::deliveredAt)));
        }
        return new OrderDocument(
                current.id(),
                event.position(),
                event.revision(),
                current.number(),
                current.channel(),
                current.currency(),
                current.customerId(),
                country,
                region,
                current.placedAt(),
                event.metadata().occurredAt(),
                lifecycle,
                PaymentStatus.of(totals, authorized()),
                fulfilment,
                ReturnStatus.of(lines),
                current.policy(),
                party,
                lines,
                current.discounts(),
                current.shippingCharges(),
                holds,
                payments,
                refunds,
                fulfillments,
                returns,
                notes,
                totals,
                current.paymentDueAt(),
                completedAt,
                returnsUntil,
                cancelReason,
                current.imported(),
                timeline);
    }
}
