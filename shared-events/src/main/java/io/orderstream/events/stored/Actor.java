package io.orderstream.events.stored;

import java.util.Objects;

/**
 * Who caused an event.
 *
 * @param id the user or service as the identity provider calls it
 */
public record Actor(Type type, String id) {

    public Actor {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(id, "id");
    }

    /** What kind of caller it was. */
    public enum Type {
        USER,
        SERVICE,
        SYSTEM
    }
}
