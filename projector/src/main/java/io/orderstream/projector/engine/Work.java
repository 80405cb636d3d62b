package io.orderstream.projector.engine;

import io.orderstream.projector.subscription.EventConsumer;
import java.util.function.LongFunction;

/**
 * Something that one projector at a time is to work on.
 *
 * @param id of its lease
 * @param whole what it is a part of: parts of one whole are spread over projectors
 * @param consumer what does the work under a lease of an epoch
 */
record Work(String id, String whole, LongFunction<EventConsumer> consumer) {

    /** What is no part of anything. */
    Work(String id, LongFunction<EventConsumer> consumer) {
        this(id, id, consumer);
    }
}
