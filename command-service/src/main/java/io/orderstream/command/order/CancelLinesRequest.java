package io.orderstream.command.order;

import io.orderstream.command.order.domain.Limits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a request to take quantities off an order. */
record CancelLinesRequest(
        @NotEmpty @Size(max = Limits.LINES) List<@NotNull @Valid ItemRequest> items,
        @Nullable @Size(max = Limits.REASON) String reason) {}
