package io.orderstream.projector.engine;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Which projectors live, in MongoDB. One lives as long as its beat is seen to change: what is measured is the time since
 * this process saw the last change, on its own monotonic clock, so the clocks of machines are never compared. To be used by
 * one thread at a time.
 */
final class Members {

    private static final String COLLECTION = "projectors";

    private final MongoOperations mongo;
    private final long leaseNanos;
    private final LongSupplier nanoTime;
    private final Map<String, Sighting> sightings = new HashMap<>();

    Members(MongoOperations mongo, Duration leaseTime, LongSupplier nanoTime) {
        this.mongo = mongo;
        this.leaseNanos = leaseTime.toNanos();
        this.nanoTime = nanoTime;
    }

    private record Sighting(long beat, long at) {}

    /** Shows a sign of life. */
    void beat(Member me) {
        mongo.save(me, COLLECTION);
    }

    /** Those that live, as far as can be seen from here. Those that have been dead for long are forgotten. */
    List<Member> living() {
        List<Member> all = mongo.findAll(Member.class, COLLECTION);
        long now = nanoTime.getAsLong();
        sightings.keySet().retainAll(all.stream().map(Member::id).toList());
        for (Member member : all) {
            Sighting last = sightings.get(member.id());
            if (last == null || last.beat() != member.beat()) {
                sightings.put(member.id(), new Sighting(member.beat(), now));
            } else if (now - last.at() > 10 * leaseNanos) {
                mongo.remove(query(where("_id").is(member.id()).and("beat").is(member.beat())), COLLECTION);
            }
        }
        return all.stream()
                .filter(member -> now - sightings.get(member.id()).at() <= leaseNanos)
                .toList();
    }

    void leave(String id) {
        mongo.remove(query(where("_id").is(id)), COLLECTION);
    }
}
