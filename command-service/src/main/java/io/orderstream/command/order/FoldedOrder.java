package io.orderstream.command.order;

import io.orderstream.command.eventstore.OrderEventStore;
import io.orderstream.command.order.domain.Order;
import io.orderstream.command.order.domain.OrderDecider;
import io.orderstream.events.stored.FulfillmentAllocated;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.RefundRequested;
import io.orderstream.events.stored.ReturnRequested;
import io.orderstream.events.stored.StoredEvent;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * An order's stream folded up to a revision: the state, and which command brought it where. Immutable.
 *
 * @param revision the revision of the last event folded in; {@link OrderEventStore#NO_STREAM} if there is none
 * @param position the log position of that event, 0 if there is none
 * @param parts how many lines, and lines of fulfilments, returns and the like, were ever added to it
 */
record FoldedOrder(Order state, long revision, long position, PMap<UUID, HandledCommand> commands, int parts) {

    private static final int BYTES = 1_000;
    private static final int BYTES_OF_A_PART = 600;
    private static final int BYTES_OF_AN_EVENT = 300;

    static final FoldedOrder NOTHING =
            new FoldedOrder(Order.NOT_PLACED, OrderEventStore.NO_STREAM, 0, HashTreePMap.empty(), 0);

    /** What a command that is in the stream asked for, and where its last event stands. */
    record HandledCommand(String requestHash, long revision, long position) {}

    FoldedOrder after(List<StoredEvent> events) {
        FoldedOrder folded = this;
        for (StoredEvent event : events) {
            folded = folded.after(event);
        }
        return folded;
    }

    private FoldedOrder after(StoredEvent event) {
        HandledCommand handled = new HandledCommand(event.metadata().requestHash(), event.revision(), event.position());
        return new FoldedOrder(
                OrderDecider.evolve(state, event.event()),
                event.revision(),
                event.position(),
                commands.plus(event.metadata().commandId(), handled),
                parts + partsOf(event.event()));
    }

    /** What only moves or ends what is there adds nothing. */
    private static int partsOf(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> placed.lines().size();
            case OrderImported imported ->
                imported.lines().size()
                        * (1
                                + imported.fulfillments().size()
                                + imported.returns().size());
            case FulfillmentAllocated allocated -> allocated.items().size();
            case ReturnRequested requested -> requested.items().size();
            case RefundRequested refund ->
                refund.lines().size() + refund.allocations().size();
            case HoldPlaced hold -> hold.lineIds().size();
            default -> 0;
        };
    }

    /** About how much memory it takes, from measuring; rather more than less. */
    int bytes() {
        return (int) Math.min(
                Integer.MAX_VALUE, BYTES + (long) BYTES_OF_A_PART * parts + (revision + 1) * BYTES_OF_AN_EVENT);
    }

    @Nullable
    HandledCommand handled(UUID commandId) {
        return commands.get(commandId);
    }
}
