package io.orderstream.command.order.domain;

import io.orderstream.events.stored.HoldPlaced;
import java.util.List;

/**
 * Something that keeps lines back.
 *
 * @param lineIds the lines it covers; none for all of them
 * @param released whether it is over; its id stays taken
 */
record Hold(String type, List<String> lineIds, String reason, boolean released) {

    static Hold of(HoldPlaced placed) {
        return new Hold(placed.type(), placed.lineIds(), placed.reason(), false);
    }

    Hold release() {
        return new Hold(type, lineIds, reason, true);
    }

    /** Whether it is about the line, be it over or not. */
    boolean covers(String lineId) {
        return lineIds.isEmpty() || lineIds.contains(lineId);
    }
}
