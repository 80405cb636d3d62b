package io.orderstream.local.eventstore.engine;

import java.util.List;

/** Something to be written, all of it or nothing. */
public sealed interface WriteRequest {
    String stream();

    Expected expected();

    record Append(String stream, Expected expected, List<NewEvent> events) implements WriteRequest {}

    /** Soft: the stream is gone until somebody appends to it again, and its revisions go on from where they were. */
    record Delete(String stream, Expected expected) implements WriteRequest {}

    /** Hard: nothing can be appended to the stream ever again. */
    record Tombstone(String stream, Expected expected) implements WriteRequest {}

    /** About how many bytes the request keeps in memory until it is written. */
    default long weight() {
        return switch (this) {
            case Append append ->
                append.events().stream()
                        .mapToLong(event -> 256L
                                + event.data().remaining()
                                + event.metadata().remaining())
                        .sum();
            case Delete ignored -> 256;
            case Tombstone ignored -> 256;
        };
    }
}
