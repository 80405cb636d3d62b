package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.Refund.Pending;
import io.orderstream.command.order.domain.RefundCommand.RefundKind;
import io.orderstream.events.Money;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderPlaced.Address;
import io.orderstream.events.stored.Totals;
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
     * @param creditableShipping what shipping costs with its tax, less what was credited of that
     */
    record Existing(
            Lifecycle lifecycle,
            OrderContext context,
            MoneyPolicy policy,
            @Nullable Address shippingAddress,
            long creditableShipping,
            Lines lines,
            Totals totals,
            Parts parts)
            implements Order {

        /** The holds, those that are over included. */
        OrderedPMap<String, Hold> holds() {
            return parts.holds();
        }

        OrderedPMap<String, Payment> payments() {
            return parts.payments();
        }

        OrderedPMap<String, Refund> refunds() {
            return parts.refunds();
        }

        /** The id of the payment that its provider calls so; null if there is none. */
        public @Nullable String paymentCalled(String reference) {
            return payments().values().stream()
                    .filter(payment -> payment.reference().equals(reference))
                    .map(Payment::paymentId)
                    .findFirst()
                    .orElse(null);
        }

        Hold hold(String holdId) {
            return existing(holds(), holdId);
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
            return new Existing(changed, context, policy, shippingAddress, creditableShipping, lines, totals, parts);
        }

        Existing withShippingAddress(Address changed) {
            return new Existing(lifecycle, context, policy, changed, creditableShipping, lines, totals, parts);
        }

        Existing withCreditableShipping(long changed) {
            return new Existing(lifecycle, context, policy, shippingAddress, changed, lines, totals, parts);
        }

        Existing withLines(Lines changed) {
            return new Existing(
                    lifecycle, context, policy, shippingAddress, creditableShipping, changed, totals, parts);
        }

        Existing withTotals(Totals changed) {
            return new Existing(lifecycle, context, policy, shippingAddress, creditableShipping, lines, changed, parts);
        }

        Existing withHold(String holdId, Hold hold) {
            return with(new Parts(holds().plus(holdId, hold), payments(), refunds()));
        }

        Existing withPayment(Payment payment) {
            return with(new Parts(holds(), payments().plus(payment.paymentId(), payment), refunds()));
        }

        Existing withRefund(String refundId, Refund refund) {
            return with(new Parts(holds(), payments(), refunds().plus(refundId, refund)));
        }

        private Existing with(Parts changed) {
            return new Existing(
                    lifecycle, context, policy, shippingAddress, creditableShipping, lines, totals, changed);
        }
    }

    /** What an order has several of, by id. */
    record Parts(
            OrderedPMap<String, Hold> holds,
            OrderedPMap<String, Payment> payments,
            OrderedPMap<String, Refund> refunds) {

        static final Parts NONE = new Parts(OrderedPMap.empty(), OrderedPMap.empty(), OrderedPMap.empty());
    }
}
