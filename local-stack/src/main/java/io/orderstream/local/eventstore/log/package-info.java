/** The append-only log: the one durable thing of the event store. Everything else is derived from it. */
@NullMarked
package io.orderstream.local.eventstore.log;

import org.jspecify.annotations.NullMarked;
