package io.orderstream.projector.subscription;

import java.time.Duration;

/**
 * What is done with the events of the log. All methods but {@link #concerns} and {@link #closing} are called by one thread at a time.
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

    /** Does what is to be done with a batch, and then remembers durably that it is done. */
    void accept(EventBatch batch);

    /** Whether the events of an order concern this consumer; those that do not are counted only. Thread-safe. */
    default boolean concerns(String orderId) {
        return true;
    }

    /** How long a batch may wait for more events after its first, if that is not to be as configured. */
    default Duration batchTime(Duration configured) {
        return configured;
    }

    /** Called between batches, and at least about every second when there are none. */
    default void pause() {}

    /** Called by another thread when it is to stop soon: waits that only spare others are to be cut short. */
    default void closing() {}

    /**
     * How many events of orders there are up to where it has come; -1 if it does not count them. To be asked between batches
     * only.
     */
    default long events() {
        return -1;
    }

    /** Lets go of what {@link #start} took. */
    default void stop() {}
}
