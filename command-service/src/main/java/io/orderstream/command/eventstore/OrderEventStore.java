package io.orderstream.command.eventstore;

import io.orderstream.events.stored.EventMetadata;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.StoredEvent;
import java.util.List;

/**
 * The streams of orders. Thread-safe; calls block, each for a bounded time.
 *
 * <p>Both methods throw {@link EventStoreUnavailableException} when the log does not answer in time. An append that
 * ended so may have been stored all the same.
 */
public interface OrderEventStore {

    /** The expected revision of a stream that does not exist. */
    long NO_STREAM = -1;

    /** The events of an order from a revision on, however many; otherwise as {@link #read(String, long, long)}. */
    default List<StoredEvent> read(String orderId, long fromRevision) {
        return read(orderId, fromRevision, Long.MAX_VALUE);
    }

    /**
     * The events of an order from a revision on, in their order; empty if there are none.
     *
     * @param fromRevision the first revision wanted, from 0
     * @param most how many are wanted, at least one
     * @throws EventStoreSaturatedException if too many reads are under way
     * @throws io.orderstream.events.stored.UnreadableEventException if one of them cannot be read
     */
    List<StoredEvent> read(String orderId, long fromRevision, long most);

    /**
     * Appends all of the events or none. When it returns {@link Appended} they are stored durably.
     *
     * @param expectedRevision the revision of the stream's last event, or {@link #NO_STREAM}
     * @param events at least one
     * @throws EventStoreSaturatedException if too many appends are under way; nothing was stored
     */
    AppendResult append(String orderId, long expectedRevision, List<NewEvent> events);

    /** An event that is not stored yet. */
    record NewEvent(OrderEvent event, EventMetadata metadata) {}

    /** What became of an append. */
    sealed interface AppendResult {}

    /**
     * The events are stored.
     *
     * @param position the place of the last one in the whole log
     */
    record Appended(long position) implements AppendResult {}

    /** The stream has another revision than was expected; nothing was stored. */
    record WrongRevision() implements AppendResult {}
}
