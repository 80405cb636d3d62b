package io.orderstream.command.order.domain;

import io.orderstream.events.stored.HoldPlaced;
import java.util.List;

/**
 * Something that keeps lines back, or did.
 *
 * @param lineIds the lines it covers; none for all of them
 */
record Hold(String type, List<String> lineIds, String reason) {

    static Hold of(HoldPlaced placed) {
        return new Hold(placed.type(), placed.lineIds(), placed.reason());
    }

    boolean covers(String lineId) {
        return lineIds.isEmpty() || lineIds.contains(lineId);
    }
}
