package io.orderstream.events.stored;

/**
 * Everything that can have happened to an order.
 *
 * <p>Payloads hold plain values: identifiers and ISO codes as text, amounts as minor units of the order's currency,
 * times in UTC. A released field keeps its name and meaning for ever; a change is a new schema version in
 * {@link OrderEventTypes} with an {@link Upcaster} from the one before.
 */
public sealed interface OrderEvent
        permits OrderPlaced,
                OrderImported,
                OrderConfirmed,
                OrderCancelled,
                HoldPlaced,
                HoldReleased,
                ShippingAddressChanged,
                NoteAdded,
                LinesCancelled,
                PaymentAuthorized,
                PaymentCaptured,
                PaymentVoided,
                RefundRequested,
                RefundSucceeded,
                RefundFailed,
                OrderCompleted,
                FulfillmentAllocated,
                FulfillmentCancelled,
                FulfillmentShipped,
                FulfillmentDelivered,
                ReturnRequested,
                ReturnApproved,
                ReturnDeclined,
                ReturnCancelled,
                ReturnReceived {

    /** What a consumer needs to know of the order without looking anything up. */
    OrderContext order();
}
