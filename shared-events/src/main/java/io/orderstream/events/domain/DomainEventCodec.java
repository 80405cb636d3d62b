package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.json.JsonMapper;

/**
 * Domain events as JSON. Absent values are left out. Reading passes over fields it does not know, since later
 * producers may add some. Thread-safe.
 */
public final class DomainEventCodec {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    /** The event as UTF-8 JSON. */
    public byte[] encode(OrderDomainEvent event) {
        return JSON.writeValueAsBytes(event);
    }

    /** The state as UTF-8 JSON. */
    public byte[] encode(OrderSnapshot state) {
        return JSON.writeValueAsBytes(state);
    }

    /**
     * The state that {@link #encode(OrderSnapshot)} wrote.
     *
     * @throws tools.jackson.core.JacksonException if the bytes are not such a state
     */
    public OrderSnapshot decodeState(byte[] json) {
        return JSON.readValue(json, OrderSnapshot.class);
    }

    /**
     * The event that {@link #encode(OrderDomainEvent)} wrote.
     *
     * @throws tools.jackson.core.JacksonException if the bytes are not such an event
     */
    public <T extends OrderDomainEvent> T decode(byte[] json, Class<T> type) {
        return JSON.readValue(json, type);
    }
}
