package io.orderstream.query.live;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.Progress;
import java.util.Collection;
import java.util.List;

/**
 * The changes of one read model. Each bean of this type takes part in the live updates. Its methods are called by several
 * threads, and may throw what reading MongoDB failed with.
 */
public interface LiveFeed {

    /** The name of its updates, in lower case; unique among feeds. */
    String name();

    /** The read model as it is live now. */
    Look look();

    /**
     * Waits until the read model has reached the token.
     *
     * @throws io.orderstream.query.consistency.ReadModelBehindException if that takes too long
     */
    void await(ConsistencyToken token);

    /** One generation of the read model, whichever is live later. */
    interface Look {

        /** How far a read showed the read model when it was looked at. */
        Progress progress();

        /**
         * What changed last after one log position and not after another, in the order of these changes. What changed
         * again later is left out: it is found once the read model has come so far.
         *
         * @param after a log position
         * @param upTo at most the position of {@link #progress}, so that a read shows what is answered here
         * @param limit how many at most, unless the last of them have the same position
         */
        List<LiveChange> changes(long after, long upTo, int limit);

        /** What of these documents there is to tell. */
        List<LiveChange> of(Collection<String> keys);
    }
}
