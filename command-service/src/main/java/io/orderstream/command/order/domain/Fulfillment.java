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
 * @param cancelled whether nothing more is shipped with it
 */
record Fulfillment(String location, OrderedPMap<String, Progress> items, boolean cancelled) {

    /** How far a line of a fulfilment is. */
    record Progress(String sku, long allocated, long shipped, long delivered) {

        long unshipped() {
            return allocated - shipped;
        }

        long undelivered() {
            return shipped - delivered;
        }
    }

    static Fulfillment of(String location, List<LineQuantity> items) {
        OrderedPMap<String, Progress> progress = OrderedPMap.empty();
        for (LineQuantity item : items) {
            progress = progress.plus(item.lineId(), new Progress(item.sku(), item.quantity(), 0, 0));
        }
        return new Fulfillment(location, progress, false);
    }

    static Fulfillment of(ImportedFulfillment imported) {
        OrderedPMap<String, Progress> progress = OrderedPMap.empty();
        for (ImportedItem item : imported.items()) {
            progress = progress.plus(
                    item.lineId(), new Progress(item.sku(), item.allocated(), item.shipped(), item.delivered()));
        }
        return new Fulfillment(imported.location(), progress, false);
    }

    /** Whether it set aside the same when it began. */
    boolean beganAs(Fulfillment other) {
        return location.equals(other.location)
                && items.keySet().equals(other.items.keySet())
                && items.entrySet().stream()
                        .allMatch(item -> item.getValue().allocated()
                                == other.items.get(item.getKey()).allocated());
    }

    /** What is set aside and not shipped; nothing if it was cancelled. */
    List<LineQuantity> unshipped() {
        return cancelled ? List.of() : left(Progress::unshipped);
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

    boolean anyShipped() {
        return items.values().stream().anyMatch(item -> item.shipped() > 0);
    }

    Fulfillment ship(List<LineQuantity> shipped) {
        return move(shipped, 1, 0);
    }

    Fulfillment deliver(List<LineQuantity> delivered) {
        return move(delivered, 0, 1);
    }

    Fulfillment cancel() {
        return new Fulfillment(location, items, true);
    }

    private Fulfillment move(List<LineQuantity> moved, int shipped, int delivered) {
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
                            was.shipped() + shipped * item.quantity(),
                            was.delivered() + delivered * item.quantity()));
        }
        return new Fulfillment(location, changed, cancelled);
    }
}
