package io.orderstream.projector.subscription;

import org.jspecify.annotations.Nullable;

/** The log does not answer, or broke off. */
public final class EventLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EventLogException(@Nullable Throwable cause) {
        super("the event store does not answer: " + cause, cause);
    }
}
