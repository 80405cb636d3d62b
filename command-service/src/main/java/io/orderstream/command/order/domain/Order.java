package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Payment.Capture;
import io.orderstream.command.order.domain.Refund.Pending;
import io.orderstream.command.order.domain.RefundCommand.RefundKind;
import io.orderstream.events.Money;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderPlaced.Address;
import io.orderstream.events.stored.Totals;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;

/** The state of an order, as far as decisions need it. Immutable. */
public sealed interface Order {

    /** No order: nothing was recorded yet. */
    Order NOT_PLACED = new NotPlaced();

    /** Nothing was recorded yet. */
    record NotPlaced() implements Order {}

    /**
     * An order that was placed, and what became of it. What it has several of stands by id, in the order it came.
     *
     * @param shippingAddress where it goes, if that is known
     * @param returnsUntil up to when returns can be requested, once it is completed
     * @param creditableShipping what shipping costs with its tax, less what was credited of that
     */
    record Existing(
            Lifecycle lifecycle,
            OrderContext context,
            MoneyPolicy policy,
            @Nullable Address shippingAddress,
            @Nullable Instant returnsUntil,
            long creditableShipping,
            Lines lines,
            Totals totals,
            Parts parts)
            implements Order {

        Holds holds() {
            return parts.holds();
        }

        OrderedPMap<String, Payment> payments() {
            return parts.payments();
        }

        OrderedPMap<String, Refund> refunds() {
            return parts.refunds();
        }

        OrderedPMap<String, Fulfillment> fulfillments() {
            return parts.fulfillments();
        }

        OrderedPMap<String, Return> returns() {
            return parts.returns();
        }

        /** The id of the payment that its provider calls so; null if there is none. */
        public @Nullable String paymentCalled(String reference) {
            return payments().values().stream()
                    .filter(payment -> payment.reference().equals(reference))
                    .map(Payment::paymentId)
                    .findFirst()
                    .orElse(null);
        }

        /** The id of the capture that its provider calls so; null if there is none. */
        public @Nullable String captureCalled(String reference) {
            Capture known = firstCapture(payment -> payment.captureCalled(reference));
            return known == null ? null : known.captureId();
        }

        /** The capture of this reference, or else of this id; null if there is neither. */
        @Nullable
        Capture capture(String captureId, @Nullable String reference) {
            Capture known = reference == null ? null : firstCapture(payment -> payment.captureCalled(reference));
            return known == null ? firstCapture(payment -> payment.captures().get(captureId)) : known;
        }

        private @Nullable Capture firstCapture(Function<Payment, @Nullable Capture> of) {
            for (Payment payment : payments().values()) {
                Capture known = of.apply(payment);
                if (known != null) {
                    return known;
                }
            }
            return null;
        }

        /** What all payments together were authorized for. */
        long authorized() {
            return payments().values().stream().map(Payment::authorized).reduce(0L, Math::addExact);
        }

        Payment payment(String paymentId) {
            return existing(payments(), paymentId);
        }

        Refund refund(String refundId) {
            return existing(refunds(), refundId);
        }

        Fulfillment fulfillment(String fulfillmentId) {
            return existing(fulfillments(), fulfillmentId);
        }

        /**
         * The return with this id, as far as it is then.
         *
         * @throws IllegalStateException if it is not, which only a damaged stream can bring about
         */
        <T extends Return> T returned(String returnId, Class<T> then) {
            Return known = existing(returns(), returnId);
            if (!then.isInstance(known)) {
                throw new IllegalStateException("return " + returnId + " is " + known.status());
            }
            return then.cast(known);
        }

        private static <T> T existing(OrderedPMap<String, T> parts, String id) {
            T part = parts.get(id);
            if (part == null) {
                throw new IllegalStateException("nothing has the id " + id);
            }
            return part;
        }

        /** Whether a refund is under way that credited its amount, which is taken back if it fails. */
        boolean grantsPending() {
            return refunds().values().stream()
                    .anyMatch(refund ->
                            refund instanceof Pending && refund.content().kind() == RefundKind.GRANT);
        }

        /** An amount of the order, for people. */
        String money(long minor) {
            return new Money(minor, context.currency()).toString();
        }

        Existing with(Lifecycle changed) {
            return new Existing(
                    changed, context, policy, shippingAddress, returnsUntil, creditableShipping, lines, totals, parts);
        }

        Existing withShippingAddress(Address changed) {
            return new Existing(
                    lifecycle, context, policy, changed, returnsUntil, creditableShipping, lines, totals, parts);
        }

        Existing withReturnsUntil(Instant given) {
            return new Existing(
                    lifecycle, context, policy, shippingAddress, given, creditableShipping, lines, totals, parts);
        }

        Existing withCreditableShipping(long changed) {
            return new Existing(
                    lifecycle, context, policy, shippingAddress, returnsUntil, changed, lines, totals, parts);
        }

        Existing withLines(Lines changed) {
            return new Existing(
                    lifecycle,
                    context,
                    policy,
                    shippingAddress,
                    returnsUntil,
                    creditableShipping,
                    changed,
                    totals,
                    parts);
        }

        Existing withTotals(Totals changed) {
            return new Existing(
                    lifecycle,
                    context,
                    policy,
                    shippingAddress,
                    returnsUntil,
                    creditableShipping,
                    lines,
                    changed,
                    parts);
        }

        Existing withHolds(Holds changed) {
            return with(parts.withHolds(changed));
        }

        Existing withPayment(Payment payment) {
            return with(parts.withPayments(payments().plus(payment.paymentId(), payment)));
        }

        Existing withRefund(String refundId, Refund refund) {
            return with(parts.withRefunds(refunds().plus(refundId, refund)));
        }

        Existing withFulfillment(String fulfillmentId, Fulfillment fulfillment) {
            return with(parts.withFulfillments(fulfillments().plus(fulfillmentId, fulfillment)));
        }

        Existing withReturn(String returnId, Return changed) {
            return with(parts.withReturns(returns().plus(returnId, changed)));
        }

        private Existing with(Parts changed) {
            return new Existing(
                    lifecycle,
                    context,
                    policy,
                    shippingAddress,
                    returnsUntil,
                    creditableShipping,
                    lines,
                    totals,
                    changed);
        }
    }

    /** What an order has several of, by id. */
    record Parts(
            Holds holds,
            OrderedPMap<String, Payment> payments,
            OrderedPMap<String, Refund> refunds,
            OrderedPMap<String, Fulfillment> fulfillments,
            OrderedPMap<String, Return> returns) {

        static final Parts NONE = new Parts(
                Holds.NONE, OrderedPMap.empty(), OrderedPMap.empty(), OrderedPMap.empty(), OrderedPMap.empty());

        private Parts withHolds(Holds changed) {
            return new Parts(changed, payments, refunds, fulfillments, returns);
        }

        private Parts withPayments(OrderedPMap<String, Payment> changed) {
            return new Parts(holds, changed, refunds, fulfillments, returns);
        }

        private Parts withRefunds(OrderedPMap<String, Refund> changed) {
            return new Parts(holds, payments, changed, fulfillments, returns);
        }

        private Parts withFulfillments(OrderedPMap<String, Fulfillment> changed) {
            return new Parts(holds, payments, refunds, changed, returns);
        }

        private Parts withReturns(OrderedPMap<String, Return> changed) {
            return new Parts(holds, payments, refunds, fulfillments, changed);
        }
    }
}
