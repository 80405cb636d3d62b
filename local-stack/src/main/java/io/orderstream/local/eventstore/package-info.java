/**
 * An event store for people without containers: it speaks EventStoreDB's gRPC protocol to the official client and
 * keeps what it acknowledged on disk. Past one machine, run EventStoreDB itself.
 */
@NullMarked
package io.orderstream.local.eventstore;

import org.jspecify.annotations.NullMarked;
