/** How fast the read side answers, beside the least that answering and reading could cost. */
@NullMarked
package io.orderstream.benchmarks.read;

import org.jspecify.annotations.NullMarked;
