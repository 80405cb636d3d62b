/** The read model of orders' histories: every event, as it was recorded. */
@NullMarked
package io.orderstream.readmodel.history;

import org.jspecify.annotations.NullMarked;
