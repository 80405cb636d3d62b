package io.orderstream.events.domain;

/** What other teams are told of an order: its public state after the event, and what changed. */
public sealed interface OrderDomainEvent
        permits Placed,
                Imported,
                Confirmed,
                Cancelled,
                Held,
                Released,
                AddressChanged,
                LinesCancelled,
                PaymentEvent,
                RefundEvent,
                Completed,
                FulfillmentEvent,
                ReturnEvent {

    /** The order as it is after this event. */
    OrderState order();
}
