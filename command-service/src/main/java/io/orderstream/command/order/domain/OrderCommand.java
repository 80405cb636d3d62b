package io.orderstream.command.order.domain;

/** Everything that can be asked of an order. */
public sealed interface OrderCommand permits PlaceOrder, OrderCommand.ConfirmOrder, OrderCommand.CancelOrder {

    /** The shop accepts the order. */
    record ConfirmOrder() implements OrderCommand {}

    /**
     * Everything still active is taken off the order.
     *
     * @param reason for people; may be empty
     */
    record CancelOrder(String reason) implements OrderCommand {}
}
