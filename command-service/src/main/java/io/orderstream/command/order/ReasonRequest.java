package io.orderstream.command.order;

import io.orderstream.command.order.domain.Limits;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a request that may say why; the body may be left out. */
record ReasonRequest(@Nullable @Size(max = Limits.REASON) String reason) {

    /** The reason, empty if none was given. */
    static String of(@Nullable ReasonRequest request) {
        return request == null ? "" : Objects.requireNonNullElse(request.reason(), "");
    }
}
