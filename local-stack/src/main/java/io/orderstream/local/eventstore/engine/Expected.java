package io.orderstream.local.eventstore.engine;

/** What the writer expects of the stream: a revision, or one of EventStoreDB's three special expectations. */
public record Expected(long raw) {
    public static final Expected NO_STREAM = new Expected(-1);
    public static final Expected ANY = new Expected(-2);
    public static final Expected STREAM_EXISTS = new Expected(-4);

    public static Expected revision(long revision) {
        return new Expected(revision);
    }

    boolean anyRevision() {
        return equals(ANY) || equals(STREAM_EXISTS);
    }
}
