package io.orderstream.events.stored;

import org.jspecify.annotations.Nullable;

/**
 * A stored event whose type or version the code does not know, or whose content does not fit its schema. Whoever
 * reads the log must stop at it: skipping it would fold state with a hole.
 */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableEventException(String message) {
        super(message);
    }

    public UnreadableEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
