/**
 * Stored events: what the order aggregate recorded. They are private to this repository, kept for ever and versioned;
 * other teams read {@linkplain io.orderstream.events.domain domain events}.
 */
@NullMarked
package io.orderstream.events.stored;

import org.jspecify.annotations.NullMarked;
