package io.orderstream.query.consistency;

import io.orderstream.readmodel.Generation;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How far a read model was when it was looked at. What is read of the generation afterwards is at least as new.
 *
 * @param generation what was live
 * @param position the log position up to which it shows everything but what is parked; -1 if it shows nothing yet
 * @param parked the keys of the documents that do not, and for each the position of the first event that it does not show
 */
public record Progress(Generation generation, long position, Map<String, Long> parked) {

    private static final Predicate<String> ALL = key -> true;

    public Progress {
        parked = Map.copyOf(parked);
    }

    /** Whether all has been read up to the token, be it that something of it is parked. */
    boolean reaches(ConsistencyToken token) {
        return token.isReachedBy(position);
    }

    /**
     * The generation, all of whose documents show what the token stands for.
     *
     * @throws ReadModelIncompleteException if one does not, because it is parked
     */
    public Generation showing(ConsistencyToken token) {
        return showing(token, ALL);
    }

    /**
     * The generation, whose documents of these keys show what the token stands for.
     *
     * @throws ReadModelIncompleteException if one does not, because it is parked
     */
    public Generation showing(ConsistencyToken token, Predicate<String> keys) {
        parked.forEach((key, missing) -> {
            if (missing <= token.position() && keys.test(key)) {
                throw new ReadModelIncompleteException();
            }
        });
        return generation;
    }
}
