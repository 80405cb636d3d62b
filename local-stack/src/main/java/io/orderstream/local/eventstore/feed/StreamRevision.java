package io.orderstream.local.eventstore.feed;

/** A place in a stream. */
public sealed interface StreamRevision {
    StreamRevision START = new At(0);
    StreamRevision END = new End();

    static StreamRevision at(long revision) {
        // Revisions are unsigned on the wire; what does not fit is the end.
        return revision < 0 ? END : new At(revision);
    }

    default long orEnd(long end) {
        return switch (this) {
            case At at -> at.revision();
            case End ignored -> end;
        };
    }

    record At(long revision) implements StreamRevision {}

    record End() implements StreamRevision {}
}
