/** What the local event store costs, beside what it could cost at least. */
@NullMarked
package io.orderstream.benchmarks.eventstore;

import org.jspecify.annotations.NullMarked;
