package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.orderstream.events.Money;
import java.util.List;

/** What happened to a return. Why is free text and stays inside. */
public sealed interface ReturnEvent extends OrderDomainEvent {

    /** {@code return_requested}: the customer wants to send quantities back. */
    @JsonClassDescription("The customer wants to send quantities back.")
    record Requested(OrderState order, String returnId, List<LineQuantity> items) implements ReturnEvent {
        public Requested {
            items = List.copyOf(items);
        }
    }

    /** {@code return_approved}: the customer may send it. */
    @JsonClassDescription("The customer may send it back.")
    record Approved(OrderState order, String returnId) implements ReturnEvent {}

    /** {@code return_declined}: the customer may not send it. */
    @JsonClassDescription("The customer may not send it back.")
    record Declined(OrderState order, String returnId, List<LineQuantity> items) implements ReturnEvent {
        public Declined {
            items = List.copyOf(items);
        }
    }

    /** {@code return_cancelled}: what has not come back yet does not. */
    @JsonClassDescription("What has not come back yet does not.")
    record Cancelled(
            OrderState order,
            String returnId,

            @JsonPropertyDescription("What does not come back.")
            List<LineQuantity> items)
            implements ReturnEvent {
        public Cancelled {
            items = List.copyOf(items);
        }
    }

    /** {@code return_received}: quantities came back; {@code credit} is for all of them, before fees. */
    @JsonClassDescription("Quantities came back.")
    record Received(
            OrderState order,
            String returnId,
            @JsonPropertyDescription("What came back now.") List<Item> items,

            @JsonPropertyDescription("What the customer pays for it.")
            List<Fee> fees,

            @JsonPropertyDescription("What is credited for all items, before fees.")
            Money credit)
            implements ReturnEvent {
        public Received {
            items = List.copyOf(items);
            fees = List.copyOf(fees);
        }
    }

    /** What came back, and what crediting it is worth. */
    record Item(
            String lineId,
            String sku,

            @JsonPropertyDescription("Units that came back.")
            long quantity,

            @JsonPropertyDescription("Units credited now; fewer if some were credited before.")
            long creditedQuantity,

            Disposition disposition,

            @JsonPropertyDescription("What is credited, without tax.")
            Money net,

            @JsonPropertyDescription("The tax that is credited.")
            Money tax) {}

    /** What the customer pays for the return. */
    record Fee(@JsonPropertyDescription("The shop's own.") String code, Money amount) {}
}
