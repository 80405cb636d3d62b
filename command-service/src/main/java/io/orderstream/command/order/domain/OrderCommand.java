package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.PlaceOrder.Address;
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
    record CancelOrder(String reason) implements OrderCommand {
        public CancelOrder {
            Limits.text(reason, Limits.REASON);
        }
    }

    /**
     * Quantities that are not allocated are taken off the order.
     *
     * @param reason for people; may be empty
     */
    record CancelLines(List<Item> items, String reason) implements OrderCommand {
        public CancelLines {
            items = Limits.some(items, Limits.LINES);
            Limits.text(reason, Limits.REASON);
        }
    }

    /** What is not shipped yet goes elsewhere. */
    record ChangeShippingAddress(Address address) implements OrderCommand {}

    /** Somebody writes something down. */
    record AddNote(String text, Visibility visibility) implements OrderCommand {
        public AddNote {
            Limits.word(text, Limits.NOTE);
        }
    }

    /** Who may read a note. */
    enum Visibility {
        INTERNAL,
        CUSTOMER
    }
}
