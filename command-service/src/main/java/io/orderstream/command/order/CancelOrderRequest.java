package io.orderstream.command.order;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The body of a request to cancel an order. */
record CancelOrderRequest(@Nullable @Size(max = 500) String reason) {}
