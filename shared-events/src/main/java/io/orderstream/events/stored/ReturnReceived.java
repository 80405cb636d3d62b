package io.orderstream.events.stored;

import java.util.List;
import java.util.Objects;

/**
 * {@code return-received}: quantities came back.
 *
 * @param fees what the customer pays for sending them back
 * @param credit what is credited for the items together; never more than the order was still worth, minor units
 */
public record ReturnReceived(
        OrderContext order, String returnId, List<ReceivedItem> items, List<Fee> fees, long credit, Totals totals)
        implements OrderEvent {

    public ReturnReceived {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(returnId, "returnId");
        Objects.requireNonNull(totals, "totals");
        items = List.copyOf(items);
        fees = List.copyOf(fees);
    }

    /**
     * What came back.
     *
     * @param credited how many of them count as credited; fewer than {@code quantity} if some were before
     * @param disposition {@code RESTOCK} or {@code WRITE_OFF}
     * @param amounts what crediting them is worth
     */
    public record ReceivedItem(
            String lineId, String sku, long quantity, long credited, String disposition, LineAmounts amounts) {
        public ReceivedItem {
            Objects.requireNonNull(lineId, "lineId");
            Objects.requireNonNull(sku, "sku");
            Objects.requireNonNull(disposition, "disposition");
            Objects.requireNonNull(amounts, "amounts");
        }
    }

    /**
     * What the customer pays for the return.
     *
     * @param amount minor units
     */
    public record Fee(String code, long amount) {
        public Fee {
            Objects.requireNonNull(code, "code");
        }
    }
}
