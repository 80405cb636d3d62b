/** What the write side costs: its pure functions by themselves, and the service over HTTP beside its own no-op. */
@NullMarked
package io.orderstream.benchmarks.write;

import org.jspecify.annotations.NullMarked;
