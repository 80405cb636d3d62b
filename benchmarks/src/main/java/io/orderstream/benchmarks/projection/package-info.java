/** What projecting costs, beside the least it could cost. */
@NullMarked
package io.orderstream.benchmarks.projection;

import org.jspecify.annotations.NullMarked;
