package io.orderstream.events.stored;

import java.util.List;
import java.util.function.UnaryOperator;

/** The one place where event types, their schema versions and the way from old versions stand. */
public final class OrderEventTypes {

    /** Every type of stored event there is. */
    public static final List<EventType> TYPES = List.of(
            new EventType("order-placed", OrderPlaced.class, 1),
            new EventType("order-imported", OrderImported.class, 2),
            new EventType("order-confirmed", OrderConfirmed.class, 1),
            new EventType("order-cancelled", OrderCancelled.class, 2),
            new EventType("hold-placed", HoldPlaced.class, 1),
            new EventType("hold-released", HoldReleased.class, 1),
            new EventType("shipping-address-changed", ShippingAddressChanged.class, 1),
            new EventType("note-added", NoteAdded.class, 1),
            new EventType("lines-cancelled", LinesCancelled.class, 1),
            new EventType("payment-authorized", PaymentAuthorized.class, 1),
            new EventType("payment-captured", PaymentCaptured.class, 2),
            new EventType("payment-voided", PaymentVoided.class, 1),
            new EventType("refund-requested", RefundRequested.class, 1),
            new EventType("refund-succeeded", RefundSucceeded.class, 1),
            new EventType("refund-failed", RefundFailed.class, 1),
            new EventType("order-completed", OrderCompleted.class, 1),
            new EventType("fulfillment-allocated", FulfillmentAllocated.class, 1),
            new EventType("fulfillment-cancelled", FulfillmentCancelled.class, 1),
            new EventType("fulfillment-shipped", FulfillmentShipped.class, 1),
            new EventType("fulfillment-delivered", FulfillmentDelivered.class, 1),
            new EventType("return-requested", ReturnRequested.class, 1),
            new EventType("return-approved", ReturnApproved.class, 1),
            new EventType("return-declined", ReturnDeclined.class, 1),
            new EventType("return-cancelled", ReturnCancelled.class, 1),
            new EventType("return-received", ReturnReceived.class, 1));

    /** One step for every version that was ever released and is no longer current. */
    public static final List<Upcaster> UPCASTERS = List.of(
            // what the order amounted to before is not in version 1, and so stays absent; in some it was written
            // already
            new Upcaster("order-cancelled", 1, UnaryOperator.identity()),
            // the provider's reference of a capture was made into its id, and cannot be told from that
            new Upcaster("payment-captured", 1, UnaryOperator.identity()),
            new Upcaster("order-imported", 1, UnaryOperator.identity()));

    private OrderEventTypes() {}
}
