/** EventStoreDB's gRPC protocol, on the service classes that its official client brings. */
@NullMarked
package io.orderstream.local.eventstore.protocol;

import org.jspecify.annotations.NullMarked;
