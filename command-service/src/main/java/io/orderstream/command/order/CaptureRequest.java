package io.orderstream.command.order;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a report that money came in. Without an id, the same {@code reference} is the same capture. */
record CaptureRequest(
        @Nullable UUID captureId,

        @Nullable @Pattern(regexp = "[\\x21-\\x7e]{1,100}", message = AuthorizationRequest.REFERENCE)
        String reference,

        @NotNull @Positive @Digits(integer = 18, fraction = 3)
        BigDecimal amount) {}
