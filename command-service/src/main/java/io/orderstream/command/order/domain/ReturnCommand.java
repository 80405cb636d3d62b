package io.orderstream.command.order.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What can be asked about goods that come back. */
public sealed interface ReturnCommand extends OrderCommand {

    /** The customer wants to send quantities back. */
    record RequestReturn(String returnId, List<RequestedItem> items, Instant receivedAt) implements ReturnCommand {
        public RequestReturn {
            items = Limits.some(items, Limits.LINES);
        }
    }

    /** What is to come back; {@code reason} is for people and may be empty. */
    record RequestedItem(String lineId, long quantity, String reason) {
        public RequestedItem {
            Limits.units(quantity);
            Limits.text(reason, Limits.REASON);
        }
    }

    /** The customer may send it. */
    record ApproveReturn(String returnId) implements ReturnCommand {}

    /** The customer may not send it; {@code reason} is for people and may be empty. */
    record DeclineReturn(String returnId, String reason) implements ReturnCommand {
        public DeclineReturn {
            Limits.text(reason, Limits.REASON);
        }
    }

    /** What has not come back yet does not. */
    record CancelReturn(String returnId) implements ReturnCommand {}

    /** Quantities came back. */
    record ReceiveReturn(String returnId, List<ReceivedItem> items, List<Fee> fees) implements ReturnCommand {
        public ReceiveReturn {
            items = Limits.some(items, Limits.RECEIVED_ITEMS);
            fees = Limits.list(fees, Limits.FEES);
        }
    }

    /** What came back, and what becomes of it; a line may be named once for each disposition. */
    record ReceivedItem(String lineId, long quantity, Disposition disposition) {
        public ReceivedItem {
            Limits.units(quantity);
        }
    }

    /** What the customer pays for the return, in the order's currency. */
    record Fee(String code, BigDecimal amount) {
        public Fee {
            Limits.word(code, Limits.CODE);
            Limits.positive(amount);
        }
    }

    /** What becomes of goods that came back. */
    enum Disposition {
        RESTOCK,
        WRITE_OFF
    }
}
