package io.orderstream.command.order.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What can be asked about goods that come back. */
public sealed interface ReturnCommand extends OrderCommand {

    /** The customer wants to send quantities back. */
    record RequestReturn(String returnId, List<RequestedItem> items, Instant receivedAt) implements ReturnCommand {
        public RequestReturn {
            items = List.copyOf(items);
        }
    }

    /** What is to come back; {@code reason} is for people and may be empty. */
    record RequestedItem(String lineId, long quantity, String reason) {}

    /** The customer may send it. */
    record ApproveReturn(String returnId) implements ReturnCommand {}

    /** The customer may not send it; {@code reason} is for people and may be empty. */
    record DeclineReturn(String returnId, String reason) implements ReturnCommand {}

    /** What has not come back yet does not. */
    record CancelReturn(String returnId) implements ReturnCommand {}

    /** Quantities came back. */
    record ReceiveReturn(String returnId, List<ReceivedItem> items, List<Fee> fees) implements ReturnCommand {
        public ReceiveReturn {
            items = List.copyOf(items);
            fees = List.copyOf(fees);
        }
    }

    /** What came back, and what becomes of it; a line may be named once for each disposition. */
    record ReceivedItem(String lineId, long quantity, Disposition disposition) {}

    /** What the customer pays for the return, in the order's currency. */
    record Fee(String code, BigDecimal amount) {}

    /** What becomes of goods that came back. */
    enum Disposition {
        RESTOCK,
        WRITE_OFF
    }
}
