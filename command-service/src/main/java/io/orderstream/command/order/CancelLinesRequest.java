package io.orderstream.command.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a request to take quantities off an order. */
record CancelLinesRequest(
        @NotEmpty @Size(max = 500) List<@NotNull @Valid ItemRequest> items,
        @Nullable @Size(max = 500) String reason) {}
