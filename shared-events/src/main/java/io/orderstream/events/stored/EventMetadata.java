package io.orderstream.events.stored;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside every stored event. The store and its clients add entries of their own ({@code $traceId} and such),
 * so reading passes over what is not ours.
 *
 * @param commandId the command that caused it; a command is done at most once
 * @param requestHash a digest of that command's content, so that its id cannot be used for another
 * @param correlationId what the caller groups its calls by; EventStoreDB's own name for it is kept
 * @param causationId what directly caused it
 * @param schemaVersion the version of the payload's schema, from 1
 * @param occurredAt when it was decided
 * @param traceparent the W3C trace context of the request
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EventMetadata(
        UUID commandId,
        String requestHash,
        @JsonProperty("$correlationId") String correlationId,
        @JsonProperty("$causationId") String causationId,
        Actor actor,
        int schemaVersion,
        Instant occurredAt,
        @Nullable String traceparent) {

    public EventMetadata {
        Objects.requireNonNull(commandId, "commandId");
        Objects.requireNonNull(requestHash, "requestHash");
        Objects.requireNonNull(correlationId, "$correlationId");
        Objects.requireNonNull(causationId, "$causationId");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(occurredAt, "occurredAt");
        if (schemaVersion < 1) {
            throw new IllegalArgumentException("schemaVersion " + schemaVersion);
        }
    }
}
