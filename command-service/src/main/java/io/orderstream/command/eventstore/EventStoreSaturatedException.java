package io.orderstream.command.eventstore;

/** As many appends are under way as are allowed at once. Nothing was stored. */
public final class EventStoreSaturatedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EventStoreSaturatedException(int limit) {
        super(limit + " appends are under way");
    }
}
