package io.orderstream.command.order;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a report that a payment was authorized; {@code reference} is what the provider calls it. */
record AuthorizationRequest(
        @Nullable UUID paymentId,

        @NotNull @Pattern(regexp = "[\\x21-\\x7e]{1,100}", message = REFERENCE)
        String reference,

        @NotNull @Positive @Digits(integer = 18, fraction = 3)
        BigDecimal amount) {

    static final String REFERENCE = "must be up to 100 visible ASCII characters";
}
