/** The port to the log of events, and its adapter to EventStoreDB. */
@NullMarked
package io.orderstream.command.eventstore;

import org.jspecify.annotations.NullMarked;
