package io.orderstream.local.eventstore.engine;

/** What became of a {@link WriteRequest}. Whatever it says is on disk when it is said. */
public sealed interface WriteOutcome {

    /**
     * Written now, or found written before by the same request.
     *
     * @param lastRevision of the stream as of this request, -1 if it has no events
     * @param position of the request's last event, -1 if the request held none
     */
    record Written(long lastRevision, long position) implements WriteOutcome {}

    /** @param current the stream's last revision, -1 if it has no events */
    record WrongRevision(long current) implements WriteOutcome {}

    record StreamDeleted() implements WriteOutcome {}

    /** Too much is waiting to be written; nothing was written. */
    record Busy() implements WriteOutcome {}

    /** The store cannot write, and nothing is known about whether this was written. */
    record Failed(String reason) implements WriteOutcome {}
}
