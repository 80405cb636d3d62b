package io.orderstream.query.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list.
 *
 * @param next where the following stretch begins; null if there was nothing more
 */
record OrderPage(List<OrderEntry> entries, @Nullable OrderPlace next) {}
