package io.orderstream.command.order.domain;

import io.orderstream.events.stored.LineQuantity;
import io.orderstream.events.stored.ReturnReceived.ReceivedItem;
import io.orderstream.events.stored.ReturnRequested.ReturnedItem;
import java.util.List;
import org.pcollections.OrderedPMap;

/**
 * Goods that come back.
 *
 * @param requested what was asked for
 * @param expected what is still to come, by line; nothing once it is closed
 */
record Return(Status status, List<ReturnedItem> requested, OrderedPMap<String, LineQuantity> expected) {

    /** How far a return is. */
    enum Status {
        REQUESTED,
        APPROVED,
        DECLINED,
        CANCELLED,
        RECEIVED
    }

    static Return of(List<ReturnedItem> requested) {
        OrderedPMap<String, LineQuantity> expected = OrderedPMap.empty();
        for (ReturnedItem item : requested) {
            expected = expected.plus(item.lineId(), new LineQuantity(item.lineId(), item.sku(), item.quantity()));
        }
        return new Return(Status.REQUESTED, requested, expected);
    }

    boolean isOpen() {
        return status == Status.REQUESTED || status == Status.APPROVED;
    }

    long expected(String lineId) {
        LineQuantity left = expected.get(lineId);
        return left == null ? 0 : left.quantity();
    }

    List<LineQuantity> left() {
        return List.copyOf(expected.values());
    }

    Return approved() {
        return new Return(Status.APPROVED, requested, expected);
    }

    Return closed(Status how) {
        return new Return(how, requested, OrderedPMap.empty());
    }

    /** Takes off what came back; it is closed when nothing is left to come. */
    Return received(List<ReceivedItem> items) {
        OrderedPMap<String, LineQuantity> left = expected;
        for (ReceivedItem item : items) {
            left = without(left, item);
        }
        return new Return(left.isEmpty() ? Status.RECEIVED : status, requested, left);
    }

    private static OrderedPMap<String, LineQuantity> without(
            OrderedPMap<String, LineQuantity> left, ReceivedItem item) {
        LineQuantity was = left.get(item.lineId());
        if (was == null) {
            throw new IllegalStateException("line " + item.lineId() + " was not expected back");
        }
        long still = was.quantity() - item.quantity();
        return still == 0
                ? left.minus(item.lineId())
                : left.plus(item.lineId(), new LineQuantity(item.lineId(), item.sku(), still));
    }
}
