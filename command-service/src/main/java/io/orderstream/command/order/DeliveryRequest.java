package io.orderstream.command.order;

import io.orderstream.command.order.domain.Limits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a report that quantities arrived; without {@code items}, all that is on its way. */
record DeliveryRequest(
        @Nullable @Size(max = Limits.LINES) List<@NotNull @Valid ItemRequest> items,
        @Nullable Instant at) {

    static final DeliveryRequest ALL = new DeliveryRequest(null, null);
}
