package io.orderstream.projector.relay;

/** A topic has settings with which events could be lost or refused; the message says which, and what mends them. */
final class UnfitTopicException extends RelayException {

    private static final long serialVersionUID = 1L;

    UnfitTopicException(String message) {
        super(message);
    }
}
