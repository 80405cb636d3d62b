package io.orderstream.command.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a report that quantities were handed to carriers; without {@code items}, all that is left. */
record ShipmentRequest(
        @Nullable @Size(max = 500) List<@NotNull @Valid ItemRequest> items,
        @Nullable @Size(max = 100) List<@NotNull @Valid Parcel> parcels) {

    static final ShipmentRequest ALL = new ShipmentRequest(null, null);

    record Parcel(
            @NotBlank @Size(max = 64) String carrier,
            @Nullable @Size(max = 100) String tracking,
            @Nullable @Size(max = 500) List<@NotNull @Valid ItemRequest> items) {}
}
