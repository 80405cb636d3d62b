package io.orderstream.projector.engine;

/** What was asked for does not fit the state of the projection. */
public final class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConflictException(String message) {
        super(message);
    }
}
