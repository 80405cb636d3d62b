package io.orderstream.events.stored;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes stored events as JSON and reads them back, old versions through their upcasters.
 *
 * <p>Reading is strict: a type, a version or a field that is not known is an {@link UnreadableEventException}, never
 * skipped. What was written reads back equal. Thread-safe.
 */
public final class EventCodec {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final ObjectReader METADATA_READER = JSON.readerFor(EventMetadata.class);
    private static final ObjectWriter METADATA_WRITER = JSON.writerFor(EventMetadata.class);

    private final Map<String, KnownType> byName;
    private final Map<Class<? extends OrderEvent>, KnownType> byPayload;

    /** Reads and writes all {@link OrderEventTypes}. */
    public EventCodec() {
        this(OrderEventTypes.TYPES, OrderEventTypes.UPCASTERS);
    }

    /**
     * Reads and writes the given types.
     *
     * @throws IllegalArgumentException if a version before the current one of a type has no upcaster, or two have
     */
    public EventCodec(List<EventType> types, List<Upcaster> upcasters) {
        Map<String, Map<Integer, Upcaster>> steps = new HashMap<>();
        for (Upcaster upcaster : upcasters) {
            if (steps.computeIfAbsent(upcaster.type(), name -> new HashMap<>()).put(upcaster.from(), upcaster)
                    != null) {
                throw new IllegalArgumentException(
                        "two upcasters from version " + upcaster.from() + " of " + upcaster.type());
            }
        }
        this.byName = types.stream()
                .map(type -> new KnownType(type, steps.getOrDefault(type.name(), Map.of())))
                .collect(Collectors.toUnmodifiableMap(known -> known.type.name(), known -> known));
        this.byPayload = byName.values().stream()
                .collect(Collectors.toUnmodifiableMap(known -> known.type.payload(), known -> known));
    }

    /** The current version of an event's schema, which belongs into its metadata. */
    public int schemaVersion(OrderEvent event) {
        return known(event).type.version();
    }

    /**
     * The event as bytes.
     *
     * @throws IllegalArgumentException if the metadata names another schema version than the current one
     */
    public EncodedEvent encode(OrderEvent event, EventMetadata metadata) {
        KnownType known = known(event);
        if (metadata.schemaVersion() != known.type.version()) {
            throw new IllegalArgumentException(
                    known.type.name() + " is written in version " + known.type.version() + " only");
        }
        return new EncodedEvent(
                known.type.name(), known.writer.writeValueAsBytes(event), METADATA_WRITER.writeValueAsBytes(metadata));
    }

    /**
     * The event as it stands in the log.
     *
     * @throws UnreadableEventException if it is of an unknown type or version, or does not fit its schema
     */
    public StoredEvent decode(String orderId, long revision, long position, String type, byte[] data, byte[] metadata) {
        KnownType known = byName.get(type);
        if (known == null) {
            throw new UnreadableEventException("unknown event type " + type + at(orderId, revision));
        }
        try {
            EventMetadata decoded = METADATA_READER.readValue(metadata);
            return new StoredEvent(orderId, revision, position, decoded, known.read(decoded.schemaVersion(), data));
        } catch (JacksonException malformed) {
            throw new UnreadableEventException(
                    type + at(orderId, revision) + " does not fit its schema: " + malformed.getOriginalMessage(),
                    malformed);
        }
    }

    private static String at(String orderId, long revision) {
        return " at revision " + revision + " of order " + orderId;
    }

    private KnownType known(OrderEvent event) {
        KnownType known = byPayload.get(event.getClass());
        if (known == null) {
            throw new IllegalArgumentException("not a registered event: " + event.getClass());
        }
        return known;
    }

    private static final class KnownType {
        private final EventType type;
        private final ObjectReader reader;
        private final ObjectWriter writer;
        private final Map<Integer, Upcaster> upcasters;

        KnownType(EventType type, Map<Integer, Upcaster> upcasters) {
            this.type = type;
            this.reader = JSON.readerFor(type.payload());
            this.writer = JSON.writerFor(type.payload());
            this.upcasters = upcasters;
            for (int version = 1; version < type.version(); version++) {
                if (!upcasters.containsKey(version)) {
                    throw new IllegalArgumentException("no upcaster from version " + version + " of " + type.name());
                }
            }
        }

        OrderEvent read(int version, byte[] data) {
            if (version == type.version()) {
                return reader.readValue(data);
            }
            if (version > type.version()) {
                throw new UnreadableEventException("unknown version " + version + " of " + type.name());
            }
            JsonNode payload = JSON.readTree(data);
            if (!(payload instanceof ObjectNode)) {
                throw new UnreadableEventException(type.name() + " is not a JSON object");
            }
            return reader.readValue(upcast((ObjectNode) payload, version));
        }

        private ObjectNode upcast(ObjectNode payload, int version) {
            ObjectNode current = payload;
            for (int from = version; from < type.version(); from++) {
                @Nullable Upcaster step = upcasters.get(from);
                current = step.upcast().apply(current);
            }
            return current;
        }
    }
}
