package io.orderstream.projector.relay;

import org.jspecify.annotations.Nullable;

/** Domain events cannot be written, or not so that each is written once. */
class RelayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RelayException(String message) {
        this(message, null);
    }

    RelayException(String message, @Nullable Throwable cause) {
        super(cause == null ? message : message + ": " + cause.getMessage(), cause);
    }
}
