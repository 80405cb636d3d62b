package io.orderstream.command.order;

import io.orderstream.command.order.domain.Limits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** A quantity of a line in a request. */
record ItemRequest(
        @NotNull UUID lineId,
        @NotNull @Min(1) @Max(Limits.UNITS) Long quantity) {}
