package io.orderstream.projector.engine;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Update;

/** Who owns what, in MongoDB. Of all that want a lease at once, one gets it. Thread-safe. */
final class Leases {

    private static final String COLLECTION = "leases";

    private final MongoOperations mongo;

    Leases(MongoOperations mongo) {
        this.mongo = mongo;
    }

    Map<String, Lease> all() {
        Map<String, Lease> all = new HashMap<>();
        mongo.findAll(Lease.class, COLLECTION).forEach(lease -> all.put(lease.id(), lease));
        return all;
    }

    /**
     * Takes a lease if it is still as it was seen.
     *
     * @param seen null if there was none
     * @return the lease with its new epoch; empty if somebody else was faster
     */
    Optional<Lease> take(String id, @Nullable Lease seen, String owner) {
        if (seen == null) {
            Lease first = new Lease(id, owner, 1);
            try {
                mongo.insert(first, COLLECTION);
                return Optional.of(first);
            } catch (DuplicateKeyException raced) {
                return Optional.empty();
            }
        }
        Lease next = new Lease(id, owner, seen.epoch() + 1);
        boolean taken = mongo.updateFirst(
                                query(where("_id").is(id).and("epoch").is(seen.epoch())),
                                new Update().set("owner", owner).set("epoch", next.epoch()),
                                COLLECTION)
                        .getMatchedCount()
                == 1;
        return taken ? Optional.of(next) : Optional.empty();
    }

    /** Gives a lease back, unless it was taken meanwhile. */
    void release(Lease lease) {
        mongo.updateFirst(
                query(where("_id").is(lease.id()).and("epoch").is(lease.epoch())),
                new Update().unset("owner"),
                COLLECTION);
    }

    void remove(Collection<String> ids) {
        mongo.remove(query(where("_id").in(ids)), COLLECTION);
    }
}
