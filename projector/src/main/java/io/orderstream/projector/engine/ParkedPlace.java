package io.orderstream.projector.engine;

import java.util.Optional;

/**
 * A parked document's place in the list of them: what a list goes on after.
 *
 * @param position of the first event that waits for it
 * @param id of the parked document
 */
public record ParkedPlace(long position, String id) {

    private static final char BETWEEN = ':';

    static ParkedPlace of(Parked parked) {
        return new ParkedPlace(parked.position(), parked.id());
    }

    /** What {@link #toString} made; empty if that is not what it is. */
    public static Optional<ParkedPlace> parse(String cursor) {
        int end = cursor.indexOf(BETWEEN);
        if (end < 1 || !cursor.substring(0, end).chars().allMatch(c -> c >= '0' && c <= '9') || end > 18) {
            return Optional.empty();
        }
        return Optional.of(new ParkedPlace(Long.parseLong(cursor.substring(0, end)), cursor.substring(end + 1)));
    }

    @Override
    public String toString() {
        return position + String.valueOf(BETWEEN) + id;
    }
}
