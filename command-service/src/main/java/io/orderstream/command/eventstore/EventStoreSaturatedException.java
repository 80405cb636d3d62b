package io.orderstream.command.eventstore;

/** As many appends, or reads, are under way as are allowed at once. Nothing was stored. */
public final class EventStoreSaturatedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EventStoreSaturatedException(int limit, String calls) {
        super(limit + " " + calls + " are under way");
    }
}
