package io.orderstream.command.order;

import io.orderstream.command.order.domain.HoldCommand.HoldType;
import io.orderstream.command.order.domain.Limits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a request to hold an order, or the lines it names. */
record HoldRequest(
        @Nullable UUID holdId,
        @NotNull HoldType type,
        @Nullable @Size(max = Limits.LINES) List<@NotNull UUID> lineIds,
        @Nullable @Size(max = Limits.REASON) String reason) {}
