package io.orderstream.command.order.domain;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;

/**
 * The holds of an order, by id. Those that are in force stand by themselves, in the order they came, so that what they
 * keep back is found as quickly however many are over.
 *
 * @param known all of them, since an id stays taken
 */
record Holds(PMap<String, Hold> known, OrderedPMap<String, Hold> inForce) {

    static final Holds NONE = new Holds(HashTreePMap.empty(), OrderedPMap.empty());

    /** The hold with this id, whether it is over or not; null if there is none. */
    @Nullable
    Hold find(String holdId) {
        return known.get(holdId);
    }

    Collection<Hold> active() {
        return inForce.values();
    }

    boolean isInForce(String holdId) {
        return inForce.containsKey(holdId);
    }

    Holds placed(String holdId, Hold hold) {
        return new Holds(known.plus(holdId, hold), inForce.plus(holdId, hold));
    }

    /**
     * Without this one in force.
     *
     * @throws IllegalStateException if there is none, which only a damaged stream can bring about
     */
    Holds released(String holdId) {
        if (!known.containsKey(holdId)) {
            throw new IllegalStateException("no hold has the id " + holdId);
        }
        return new Holds(known, inForce.minus(holdId));
    }
}
