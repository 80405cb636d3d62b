package io.orderstream.local.eventstore.feed;

import io.orderstream.local.eventstore.engine.EventReader;

/** A place in {@code $all}. */
public sealed interface LogPosition {
    LogPosition START = new Start();
    LogPosition END = new End();

    static LogPosition at(long position) {
        // Positions are unsigned on the wire; what does not fit is the end.
        return position < 0 ? END : new At(position);
    }

    /** How many events stand before it. */
    default int ordinal(EventReader reader) {
        return switch (this) {
            case Start ignored -> 0;
            case End ignored -> reader.events();
            case At at -> reader.firstAtOrAfter(at.position());
        };
    }

    record Start() implements LogPosition {}

    record End() implements LogPosition {}

    record At(long position) implements LogPosition {}
}
