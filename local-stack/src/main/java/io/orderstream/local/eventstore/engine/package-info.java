/** Decides and writes appends, and answers what is stored: the event store without its protocol. */
@NullMarked
package io.orderstream.local.eventstore.engine;

import org.jspecify.annotations.NullMarked;
