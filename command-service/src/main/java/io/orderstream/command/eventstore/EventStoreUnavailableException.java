package io.orderstream.command.eventstore;

/** The log did not answer in time. Whether an append was stored is not known. */
public final class EventStoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EventStoreUnavailableException(Throwable cause) {
        super("the event store does not answer: " + cause, cause);
    }
}
