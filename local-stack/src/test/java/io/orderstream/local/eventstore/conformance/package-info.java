/** What an event store must do, over the official client: the same for ours, for a container and for broken ones. */
@NullMarked
package io.orderstream.local.eventstore.conformance;

import org.jspecify.annotations.NullMarked;
