package io.orderstream.command.order.domain;

import java.util.List;

/** What can be asked about holds. */
public sealed interface HoldCommand extends OrderCommand {

    /**
     * Keeps lines back until the hold is released.
     *
     * @param lineIds the lines it covers; none for the whole order
     * @param reason for people; may be empty
     */
    record PlaceHold(String holdId, HoldType type, List<String> lineIds, String reason) implements HoldCommand {
        public PlaceHold {
            lineIds = Limits.list(lineIds, Limits.LINES);
            Limits.text(reason, Limits.REASON);
        }
    }

    /** Lets go what the hold kept back. */
    record ReleaseHold(String holdId) implements HoldCommand {}

    /** Why something is kept back. */
    enum HoldType {
        FRAUD,
        PAYMENT,
        ADDRESS,
        MANUAL
    }
}
