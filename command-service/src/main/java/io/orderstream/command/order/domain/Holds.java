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

    Holds with(String holdId, Hold hold) {
        return new Holds(
                known.plus(holdId, hold), hold.released() ? inForce.minus(holdId) : inForce.plus(holdId, hold));
    }
}
