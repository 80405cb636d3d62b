/** How many live updates a second reach how many clients. */
@NullMarked
package io.orderstream.benchmarks.live;

import org.jspecify.annotations.NullMarked;
