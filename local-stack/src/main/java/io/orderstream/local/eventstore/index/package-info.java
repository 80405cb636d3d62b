/** Where every event stands, in memory, derived from the log. One thread writes, any number read without a lock. */
@NullMarked
package io.orderstream.local.eventstore.index;

import org.jspecify.annotations.NullMarked;
