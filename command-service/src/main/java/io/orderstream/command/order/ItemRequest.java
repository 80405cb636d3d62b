package io.orderstream.command.order;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** A quantity of a line in a request. */
record ItemRequest(
        @NotNull UUID lineId,
        @NotNull @Min(1) @Max(1_000_000_000) Long quantity) {}
