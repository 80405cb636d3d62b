package io.orderstream.command.order.domain;

import io.orderstream.events.stored.OrderPlaced.Address;
import java.time.Instant;
import java.util.List;

/** Everything that can be asked of an order. */
public sealed interface OrderCommand
        permits PlaceOrder,
                ImportOrder,
                OrderCommand.ConfirmOrder,
                OrderCommand.CancelOrder,
                OrderCommand.CancelLines,
                OrderCommand.ChangeShippingAddress,
                OrderCommand.AddNote,
                OrderCommand.CompleteOrder,
                HoldCommand,
                PaymentCommand,
                RefundCommand,
                FulfillmentCommand,
                ReturnCommand {

    /** The shop accepts the order. */
    record ConfirmOrder() implements OrderCommand {}

    /** Everything is delivered and paid for; returns can be requested up to {@code returnsUntil}. */
    record CompleteOrder(Instant completedAt, Instant returnsUntil) implements OrderCommand {}

    /**
     * Everything still active is taken off the order.
     *
     * @param reason for people; may be empty
     */
    record CancelOrder(String reason) implements OrderCommand {}

    /**
     * Quantities that are not allocated are taken off the order.
     *
     * @param reason for people; may be empty
     */
    record CancelLines(List<Item> items, String reason) implements OrderCommand {
        public CancelLines {
            items = List.copyOf(items);
        }
    }

    /** What is not shipped yet goes elsewhere. */
    record ChangeShippingAddress(Address address) implements OrderCommand {}

    /** Somebody writes something down. */
    record AddNote(String text, Visibility visibility) implements OrderCommand {}

    /** Who may read a note. */
    enum Visibility {
        INTERNAL,
        CUSTOMER
    }
}
