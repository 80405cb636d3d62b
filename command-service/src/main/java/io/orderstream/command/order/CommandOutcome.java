package io.orderstream.command.order;

import io.orderstream.command.order.domain.Rejection;

/** What became of a command. */
sealed interface CommandOutcome {

    /**
     * It is done; what it recorded is stored durably.
     *
     * @param order the order as it was right after the command
     * @param replayed whether it was done before, and this is its first answer again
     */
    record Done(FoldedOrder order, boolean replayed) implements CommandOutcome {}

    /** The order's rules do not allow it. */
    record Refused(Rejection reason) implements CommandOutcome {}

    /** The order has another revision than the client saw. */
    record Stale(long revision) implements CommandOutcome {}

    /** The command's id was used before for something else. */
    record KeyReused() implements CommandOutcome {}

    /** Others kept changing the order meanwhile; trying again may succeed. */
    record Contended() implements CommandOutcome {}
}
