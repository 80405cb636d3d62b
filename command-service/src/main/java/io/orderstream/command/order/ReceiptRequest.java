package io.orderstream.command.order;

import io.orderstream.command.order.domain.Limits;
import io.orderstream.command.order.domain.ReturnCommand.Disposition;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a report that quantities came back. */
record ReceiptRequest(
        @NotEmpty @Size(max = Limits.RECEIVED_ITEMS) List<@NotNull @Valid Item> items,
        @Nullable @Size(max = Limits.FEES) List<@NotNull @Valid Fee> fees) {

    record Item(
            @NotNull UUID lineId,
            @NotNull @Min(1) @Max(Limits.UNITS) Long quantity,
            @NotNull Disposition disposition) {}

    record Fee(
            @NotBlank @Size(max = Limits.CODE) String code,

            @NotNull @Positive @Digits(integer = 18, fraction = 3)
            BigDecimal amount) {}
}
