package io.orderstream.events.domain;

import java.util.Map;

/** The names of domain events and of the topics they stand on. */
public final class DomainEventTypes {

    /** The topic of all domain events, keyed by order id. */
    public static final String EVENTS_TOPIC = "orders.events.v1";

    /** The compacted topic of the orders' current states, keyed by order id. */
    public static final String STATE_TOPIC = "orders.state.v1";

    /** The CloudEvents type of an {@link OrderSnapshot}. */
    public static final String STATE_TYPE = "io.orderstream.order.state.v1";

    /** The CloudEvents extension that numbers an order's domain events from 1 without gaps. */
    public static final String SEQUENCE = "sequence";

    /**
     * The CloudEvents extension with the revision of the stored event behind a domain event. It has gaps where stored
     * events stay inside.
     */
    public static final String STREAM_REVISION = "streamrevision";

    private static final Map<Class<? extends OrderDomainEvent>, String> NAMES = Map.ofEntries(
            Map.entry(Placed.class, "placed"),
            Map.entry(Imported.class, "imported"),
            Map.entry(Confirmed.class, "confirmed"),
            Map.entry(Cancelled.class, "cancelled"),
            Map.entry(LinesCancelled.class, "lines_cancelled"),
            Map.entry(Held.class, "held"),
            Map.entry(Released.class, "released"),
            Map.entry(AddressChanged.class, "address_changed"),
            Map.entry(PaymentEvent.Authorized.class, "payment_authorized"),
            Map.entry(PaymentEvent.Captured.class, "payment_captured"),
            Map.entry(PaymentEvent.Voided.class, "payment_voided"),
            Map.entry(RefundEvent.Requested.class, "refund_requested"),
            Map.entry(RefundEvent.Succeeded.class, "refund_succeeded"),
            Map.entry(RefundEvent.Failed.class, "refund_failed"),
            Map.entry(Completed.class, "completed"),
            Map.entry(FulfillmentEvent.Allocated.class, "fulfillment_allocated"),
            Map.entry(FulfillmentEvent.Cancelled.class, "fulfillment_cancelled"),
            Map.entry(FulfillmentEvent.Shipped.class, "shipped"),
            Map.entry(FulfillmentEvent.Delivered.class, "delivered"),
            Map.entry(ReturnEvent.Requested.class, "return_requested"),
            Map.entry(ReturnEvent.Approved.class, "return_approved"),
            Map.entry(ReturnEvent.Declined.class, "return_declined"),
            Map.entry(ReturnEvent.Cancelled.class, "return_cancelled"),
            Map.entry(ReturnEvent.Received.class, "return_received"));

    private DomainEventTypes() {}

    /** The short name of every domain event there is, for instance {@code placed}. */
    public static Map<Class<? extends OrderDomainEvent>, String> names() {
        return NAMES;
    }

    /** The CloudEvents type, for instance {@code io.orderstream.order.placed.v1}. */
    public static String typeOf(Class<? extends OrderDomainEvent> event) {
        return "io.orderstream.order." + NAMES.get(event) + ".v1";
    }

    /** What identifies the JSON Schema of a CloudEvents type; also the schema's own {@code $id}. */
    public static String schemaOf(String type) {
        return "urn:orderstream:schema:" + type;
    }
}
