package io.orderstream.events.domain;

import io.orderstream.events.Money;
import java.util.List;

/** What happened to a return. Why is free text and stays inside. */
public sealed interface ReturnEvent extends OrderDomainEvent {

    /** {@code return_requested}: the customer wants to send quantities back. */
    record Requested(OrderState order, String returnId, List<LineQuantity> items) implements ReturnEvent {
        public Requested {
            items = List.copyOf(items);
        }
    }

    /** {@code return_approved}: the customer may send it. */
    record Approved(OrderState order, String returnId) implements ReturnEvent {}

    /** {@code return_declined}: the customer may not send it. */
    record Declined(OrderState order, String returnId, List<LineQuantity> items) implements ReturnEvent {
        public Declined {
            items = List.copyOf(items);
        }
    }

    /** {@code return_cancelled}: what has not come back yet does not. */
    record Cancelled(OrderState order, String returnId, List<LineQuantity> items) implements ReturnEvent {
        public Cancelled {
            items = List.copyOf(items);
        }
    }

    /** {@code return_received}: quantities came back; {@code credit} is for all of them, before fees. */
    record Received(OrderState order, String returnId, List<Item> items, List<Fee> fees, Money credit)
            implements ReturnEvent {
        public Received {
            items = List.copyOf(items);
            fees = List.copyOf(fees);
        }
    }

    /** What came back, and what crediting it is worth; {@code disposition} is {@code RESTOCK} or {@code WRITE_OFF}. */
    record Item(String lineId, String sku, long quantity, long credited, String disposition, Money net, Money tax) {}

    /** What the customer pays for the return. */
    record Fee(String code, Money amount) {}
}
