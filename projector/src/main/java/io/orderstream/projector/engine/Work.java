package io.orderstream.projector.engine;

import io.orderstream.projector.subscription.EventConsumer;
import java.util.function.LongFunction;

/**
 * Something that one projector at a time is to work on.
 *
 * @param id of its lease
 * @param consumer what does the work under a lease of an epoch
 */
record Work(String id, LongFunction<EventConsumer> consumer) {}
