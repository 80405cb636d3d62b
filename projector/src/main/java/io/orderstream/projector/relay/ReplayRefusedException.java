package io.orderstream.projector.relay;

/** A replay that must not begin as it was asked for. */
final class ReplayRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReplayRefusedException(String message) {
        super(message);
    }
}
