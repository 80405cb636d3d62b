package io.orderstream.command.order;

import io.orderstream.events.stored.Actor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a request's headers say of a command; the same for every endpoint.
 *
 * @param commandId made from {@code Idempotency-Key}, or new
 * @param idempotencyKey the key itself, if one was given
 * @param expectedRevision from {@code If-Match}; null if absent or {@code *}
 * @param mustExist whether {@code If-Match} was given at all
 * @param correlationId what the caller groups its calls by; the command's id if it did not say
 * @param traceparent the W3C trace context, if it is well-formed
 */
record CommandHeaders(
        UUID commandId,
        @Nullable String idempotencyKey,
        @Nullable Long expectedRevision,
        boolean mustExist,
        Actor actor,
        String correlationId,
        @Nullable String traceparent) {

    /** The id that the client gave, or one that is the same whenever this command is sent again. */
    String idOr(@Nullable UUID given, String kind) {
        return given == null ? new OrderIds.Parts(commandId.toString()).id(kind) : given.toString();
    }
}
