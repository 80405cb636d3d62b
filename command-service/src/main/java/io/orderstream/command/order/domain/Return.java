package io.orderstream.command.order.domain;

import io.orderstream.events.stored.LineQuantity;
import io.orderstream.events.stored.ReturnReceived.ReceivedItem;
import io.orderstream.events.stored.ReturnRequested.ReturnedItem;
import java.util.List;
import org.pcollections.OrderedPMap;

/** Goods that come back, or do not. */
sealed interface Return {

    /** What was asked for. */
    List<ReturnedItem> requested();

    /** Where it is, for people. */
    String status();

    /** Nobody said yet whether the customer may send it. */
    record Requested(List<ReturnedItem> requested) implements Return {

        @Override
        public String status() {
            return "REQUESTED";
        }

        Approved approved() {
            OrderedPMap<String, LineQuantity> expected = OrderedPMap.empty();
            for (LineQuantity item : left()) {
                expected = expected.plus(item.lineId(), item);
            }
            return new Approved(requested, expected);
        }

        /** All of it, as quantities. */
        List<LineQuantity> left() {
            return requested.stream()
                    .map(item -> new LineQuantity(item.lineId(), item.sku(), item.quantity()))
                    .toList();
        }
    }

    /**
     * The customer may send it.
     *
     * @param expected what is still to come, by line; never nothing
     */
    record Approved(List<ReturnedItem> requested, OrderedPMap<String, LineQuantity> expected) implements Return {

        @Override
        public String status() {
            return "APPROVED";
        }

        long expected(String lineId) {
            LineQuantity left = expected.get(lineId);
            return left == null ? 0 : left.quantity();
        }

        List<LineQuantity> left() {
            return List.copyOf(expected.values());
        }

        /** Takes off what came back; it is closed when nothing is left to come. */
        Return received(List<ReceivedItem> items) {
            OrderedPMap<String, LineQuantity> left = expected;
            for (ReceivedItem item : items) {
                left = without(left, item);
            }
            return left.isEmpty() ? new Closed(requested, End.RECEIVED) : new Approved(requested, left);
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

    /** Nothing more comes; that is the end of it. */
    record Closed(List<ReturnedItem> requested, End how) implements Return {

        @Override
        public String status() {
            return how.name();
        }
    }

    /** How a return ends. */
    enum End {
        DECLINED,
        CANCELLED,
        RECEIVED
    }
}
