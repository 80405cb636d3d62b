/** Reads and subscriptions: what is sent to whom, at the pace of whoever takes it. */
@NullMarked
package io.orderstream.local.eventstore.feed;

import org.jspecify.annotations.NullMarked;
