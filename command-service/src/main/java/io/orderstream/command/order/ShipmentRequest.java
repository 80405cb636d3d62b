package io.orderstream.command.order;

import io.orderstream.command.order.domain.Limits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a report that quantities were handed to carriers; without {@code items}, all that is left. */
record ShipmentRequest(
        @Nullable @Size(max = Limits.LINES) List<@NotNull @Valid ItemRequest> items,
        @Nullable @Size(max = Limits.PARCELS) List<@NotNull @Valid Parcel> parcels) {

    static final ShipmentRequest ALL = new ShipmentRequest(null, null);

    record Parcel(
            @NotBlank @Size(max = Limits.CODE) String carrier,
            @Nullable @Size(max = Limits.REFERENCE) String tracking,
            @Nullable @Size(max = Limits.LINES) List<@NotNull @Valid ItemRequest> items) {}
}
