package io.orderstream.command.order;

import io.orderstream.command.order.domain.Limits;
import io.orderstream.command.order.domain.RefundCommand.RefundKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a request to pay money back. */
record RefundRequest(
        @Nullable UUID refundId,
        @NotNull RefundKind kind,
        @NotEmpty @Size(max = Limits.ALLOCATIONS) List<@NotNull @Valid Allocation> allocations,
        @Nullable @Size(max = Limits.LINES) List<@NotNull @Valid ItemRequest> lines,

        @Nullable @PositiveOrZero @Digits(integer = 18, fraction = 3)
        BigDecimal shipping,

        @Nullable @PositiveOrZero @Digits(integer = 18, fraction = 3)
        BigDecimal adjustment,

        @Nullable @Size(max = Limits.REASON) String reason) {

    record Allocation(
            @NotNull UUID paymentId,

            @NotNull @Positive @Digits(integer = 18, fraction = 3)
            BigDecimal amount) {}
}
