package io.orderstream.command.order;

import io.orderstream.command.order.domain.Limits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a request to set quantities aside at a location. */
record FulfillmentRequest(
        @Nullable UUID fulfillmentId,
        @NotBlank @Size(max = Limits.CODE) String location,
        @NotEmpty @Size(max = Limits.LINES) List<@NotNull @Valid ItemRequest> items) {}
