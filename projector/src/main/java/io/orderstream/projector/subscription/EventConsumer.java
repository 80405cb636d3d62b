package io.orderstream.projector.subscription;

import io.orderstream.events.stored.StoredEvent;
import java.util.List;

/**
 * What is done with the events of the log. All methods are called by one thread at a time.
 *
 * <p>A batch that failed is handed in again, from the checkpoint that {@link #start} then says; so whatever a consumer
 * does with a batch must either be undone by a crash or do nothing the second time.
 */
public interface EventConsumer {

    /** What it is called in logs, metrics and the admin API. */
    String name();

    /**
     * Gets ready to consume, and forgets whatever was kept in memory from before.
     *
     * @return the log position up to which everything is done; -1 if nothing is
     */
    long start();

    /**
     * Does what is to be done with a batch, and then remembers durably that it is done.
     *
     * @param events the next events in the order of the log; empty if none of them concern orders
     * @param position the log position up to which everything is done when this returns
     */
    void accept(List<StoredEvent> events, long position);

    /** Lets go of what {@link #start} took. */
    default void stop() {}
}
