package io.orderstream.command.order;

import io.orderstream.command.order.domain.Limits;
import io.orderstream.command.order.domain.RefundCommand.RefundResult;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The body of a report how a refund ended. */
record RefundResultRequest(
        @NotNull RefundResult result,
        @Nullable @Size(max = Limits.REASON) String reason) {}
