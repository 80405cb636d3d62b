/** What benchmarks have in common: servers in JVMs of their own, rounds in turns, medians. */
@NullMarked
package io.orderstream.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
