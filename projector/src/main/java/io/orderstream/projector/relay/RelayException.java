package io.orderstream.projector.relay;

/** The broker does not do what the relay needs; nothing of the batch is committed, or all of it is. */
final class RelayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RelayException(String message, Throwable cause) {
        super(message + ": " + cause, cause);
    }
}
