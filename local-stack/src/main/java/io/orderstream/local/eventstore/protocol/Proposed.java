package io.orderstream.local.eventstore.protocol;

import com.eventstore.dbclient.proto.shared.Shared;
import com.google.protobuf.ByteString;
import io.orderstream.local.eventstore.engine.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of one append as they come in, weighed as EventStoreDB weighs them. */
final class Proposed {
    private static final UUID NO_ID = new UUID(0, 0);

    private final List<NewEvent> events = new ArrayList<>();
    private long size;

    void add(Shared.UUID id, Map<String, String> metadata, ByteString customMetadata, ByteString data) {
        String type = required(metadata, "type");
        String contentType = required(metadata, "content-type");
        UUID eventId = uuid(id);
        if (eventId.equals(NO_ID)) {
            throw Refusals.invalid("An event's id must not be empty.");
        }
        if (type.isEmpty()) {
            throw Refusals.invalid("An event's type must not be empty.");
        }
        size += data.size() + customMetadata.size() + type.length() * 2L;
        if (size > Refusals.MAX_APPEND_SIZE) {
            throw Refusals.appendTooLarge();
        }
        events.add(new NewEvent(
                eventId,
                type,
                contentType.equals("application/json"),
                data.asReadOnlyByteBuffer(),
                customMetadata.asReadOnlyByteBuffer()));
    }

    List<NewEvent> events() {
        return events;
    }

    private static String required(Map<String, String> metadata, String name) {
        @Nullable String value = metadata.get(name);
        if (value == null) {
            throw Refusals.missingMetadata(name);
        }
        return value;
    }

    static UUID uuid(Shared.UUID id) {
        if (!id.hasString()) {
            return new UUID(
                    id.getStructured().getMostSignificantBits(),
                    id.getStructured().getLeastSignificantBits());
        }
        try {
            return UUID.fromString(id.getString());
        } catch (IllegalArgumentException e) {
            throw Refusals.invalid("'%s' is not an id.".formatted(id.getString()));
        }
    }
}
