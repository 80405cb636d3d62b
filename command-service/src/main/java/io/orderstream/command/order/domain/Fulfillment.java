package io.orderstream.command.order.domain;

import io.orderstream.events.stored.LineQuantity;
import io.orderstream.events.stored.OrderImported.ImportedFulfillment;
import io.orderstream.events.stored.OrderImported.ImportedItem;
import java.util.List;
import java.util.function.ToLongFunction;
import org.pcollections.OrderedPMap;

/**
 * Quantities that are shipped together.
 *
 * @param items how far each line of it is, by its id
 */
record Fulfillment(String location, OrderedPMap<String, Progress> items) {

    /**
     * How far a line of a fulfilment is.
     *
     * @param allocated what was set aside when it began
     * @param cancelled what of that was let go again
     */
    record Progress(String sku, long allocated, long cancelled, long shipped, long delivered) {

        Progress {
            if (cancelled < 0 || delivered < 0 || delivered > shipped || shipped > allocated - cancelled) {
                throw new IllegalArgumentException("broken: 0 <= delivered <= shipped <= allocated - cancelled");
            }
        }

        long unshipped() {
            return allocated - cancelled - shipped;
        }

        long undelivered() {
            return shipped - delivered;
        }
    }

    static Fulfillment of(String location, List<LineQuantity> items) {
        OrderedPMap<String, Progress> progress = OrderedPMap.empty();
        for (LineQuantity item : items) {
            progress = progress.plus(item.lineId(), new Progress(item.sku(), item.quantity(), 0, 0, 0));
        }
        return new Fulfillment(location, progress);
    }

    static Fulfillment of(ImportedFulfillment imported) {
        OrderedPMap<String, Progress> progress = OrderedPMap.empty();
        for (ImportedItem item : imported.items()) {
            progress = progress.plus(
                    item.lineId(), new Progress(item.sku(), item.allocated(), 0, item.shipped(), item.delivered()));
        }
        return new Fulfillment(imported.location(), progress);
    }

    /** Whether it set aside the same when it began. */
    boolean beganAs(Fulfillment other) {
        return location.equals(other.location)
                && items.keySet().equals(other.items.keySet())
                && items.entrySet().stream()
                        .allMatch(item -> item.getValue().allocated()
                                == other.items.get(item.getKey()).allocated());
    }

    /** What is set aside and not shipped. */
    List<LineQuantity> unshipped() {
        return left(Progress::unshipped);
    }

    /** What is shipped and has not arrived. */
    List<LineQuantity> undelivered() {
        return left(Progress::undelivered);
    }

    private List<LineQuantity> left(ToLongFunction<Progress> which) {
        return items.entrySet().stream()
                .filter(item -> which.applyAsLong(item.getValue()) > 0)
                .map(item -> new LineQuantity(item.getKey(), item.getValue().sku(), which.applyAsLong(item.getValue())))
                .toList();
    }

    /** Whether nothing more is shipped with it although more was set aside. */
    boolean cancelled() {
        return items.values().stream().anyMatch(item -> item.cancelled() > 0);
    }

    boolean anyShipped() {
        return items.values().stream().anyMatch(item -> item.shipped() > 0);
    }

    Fulfillment ship(List<LineQuantity> shipped) {
        return move(shipped, 0, 1, 0);
    }

    Fulfillment deliver(List<LineQuantity> delivered) {
        return move(delivered, 0, 0, 1);
    }

    Fulfillment cancel(List<LineQuantity> cancelled) {
        return move(cancelled, 1, 0, 0);
    }

    private Fulfillment move(List<LineQuantity> moved, int cancelled, int shipped, int delivered) {
        OrderedPMap<String, Progress> changed = items;
        for (LineQuantity item : moved) {
            Progress was = changed.get(item.lineId());
            if (was == null) {
                throw new IllegalStateException("no line " + item.lineId() + " in the fulfilment");
            }
            changed = changed.plus(
                    item.lineId(),
                    new Progress(
                            was.sku(),
                            was.allocated(),
                            was.cancelled() + cancelled * item.quantity(),
                            was.shipped() + shipped * item.quantity(),
                            was.delivered() + delivered * item.quantity()));
        }
        return new Fulfillment(location, changed);
    }
}
