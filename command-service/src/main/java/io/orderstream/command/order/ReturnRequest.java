package io.orderstream.command.order;

import io.orderstream.command.order.domain.Limits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a request to send quantities back. */
record ReturnRequest(
        @Nullable UUID returnId,
        @NotEmpty @Size(max = Limits.LINES) List<@NotNull @Valid Item> items) {

    record Item(
            @NotNull UUID lineId,
            @NotNull @Min(1) @Max(Limits.UNITS) Long quantity,
            @Nullable @Size(max = Limits.REASON) String reason) {}
}
