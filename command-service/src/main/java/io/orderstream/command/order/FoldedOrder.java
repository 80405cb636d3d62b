package io.orderstream.command.order;

import io.orderstream.command.eventstore.OrderEventStore;
import io.orderstream.command.order.domain.Order;
import io.orderstream.command.order.domain.OrderDecider;
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
 */
record FoldedOrder(Order state, long revision, long position, PMap<UUID, HandledCommand> commands) {

    static final FoldedOrder NOTHING =
            new FoldedOrder(Order.NOT_PLACED, OrderEventStore.NO_STREAM, 0, HashTreePMap.empty());

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
                commands.plus(event.metadata().commandId(), handled));
    }

    @Nullable
    HandledCommand handled(UUID commandId) {
        return commands.get(commandId);
    }
}
