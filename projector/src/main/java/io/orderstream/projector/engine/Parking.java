package io.orderstream.projector.engine;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.ParkedDocument;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * The parked documents of all read models, and which events wait for each, in MongoDB. The events themselves stay in the
 * log. Everything may be done twice. Thread-safe.
 */
final class Parking {

    private static final String PARKED = ParkedDocument.COLLECTION;
    private static final String WAITING = "parked_events";
    private static final int MAX_REASON = 500;

    private final MongoOperations mongo;

    Parking(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** An event that waits: where it is in the log. */
    record Waiting(String id, String parked, String orderId, long revision, long position) {}

    /** Makes sure that what is asked for here is found without looking at everything. */
    void prepare() {
        mongo.indexOps(PARKED)
                .createIndex(new Index()
                        .on("part", Direction.ASC)
                        .on("position", Direction.ASC)
                        .on("_id", Direction.ASC));
        mongo.indexOps(PARKED).createIndex(new Index().on("part", Direction.ASC).on("retry", Direction.ASC));
        mongo.indexOps(WAITING)
                .createIndex(new Index().on("parked", Direction.ASC).on("position", Direction.ASC));
    }

    static String id(String part, String key) {
        return part + "/" + key;
    }

    /** The keys of the parked documents of a part. */
    Set<String> keys(String part) {
        Query ofPart = query(where("part").is(part));
        ofPart.fields().include("key");
        return mongo.find(ofPart, Document.class, PARKED).stream()
                .map(parked -> parked.getString("key"))
                .collect(Collectors.toSet());
    }

    /** What is parked in these parts, by where the first event that waits is in the log, from after a place on. */
    List<Parked> of(Collection<String> parts, @Nullable ParkedPlace after, int limit) {
        Criteria wanted = where("part").in(parts);
        if (after != null) {
            wanted.orOperator(
                    where("position").gt(after.position()),
                    where("position").is(after.position()).and("_id").gt(after.id()));
        }
        return mongo.find(query(wanted).with(Sort.by("position", "_id")).limit(limit), Parked.class, PARKED);
    }

    long count(Collection<String> parts) {
        return mongo.count(query(where("part").in(parts)), PARKED);
    }

    /** How many documents are parked, by part. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new HashMap<>();
        Query parts = new Query();
        parts.fields().include("part");
        for (Document parked : mongo.find(parts, Document.class, PARKED)) {
            counts.merge(parked.getString("part"), 1, Integer::sum);
        }
        return counts;
    }

    /** Parks a document with the events that wait for it. */
    void park(String part, String key, List<StoredEvent> events, String reason, Instant at) {
        await(part, key, events);
        StoredEvent first = events.getFirst();
        mongo.save(
                new Parked(
                        id(part, key),
                        part,
                        key,
                        first.orderId(),
                        first.revision(),
                        first.position(),
                        first.event().getClass().getSimpleName(),
                        shortened(reason),
                        at,
                        0,
                        false),
                PARKED);
    }

    /** Lets more events wait for a parked document. */
    void await(String part, String key, List<StoredEvent> events) {
        String parked = id(part, key);
        List<ReplaceOneModel<Document>> waiting = events.stream()
                .map(event -> {
                    String id = "%s/%019d".formatted(parked, event.position());
                    Document reference = new Document("_id", id)
                            .append("parked", parked)
                            .append("orderId", event.orderId())
                            .append("revision", event.revision())
                            .append("position", event.position());
                    return new ReplaceOneModel<>(eq("_id", id), reference, new ReplaceOptions().upsert(true));
                })
                .toList();
        mongo.getCollection(WAITING).bulkWrite(waiting, new BulkWriteOptions().ordered(false));
    }

    /** The first events that wait for a document, in the order of the log. */
    List<Waiting> waiting(String parked, int limit) {
        return mongo.find(
                query(where("parked").is(parked)).with(Sort.by("position")).limit(limit), Waiting.class, WAITING);
    }

    /** How many events wait, by parked document. */
    Map<String, Long> countWaiting(Collection<String> parked) {
        Map<String, Long> counts = new HashMap<>();
        mongo.getCollection(WAITING)
                .aggregate(List.of(match(in("parked", parked)), group("$parked", sum("count", 1))))
                .forEach(count -> counts.put(count.getString("_id"), ((Number) count.get("count")).longValue()));
        return counts;
    }

    void done(List<Waiting> events) {
        mongo.getCollection(WAITING)
                .deleteMany(in("_id", events.stream().map(Waiting::id).toList()));
    }

    /** Asks for another attempt; empty if nothing of this key is parked in these parts. */
    boolean askRetry(Collection<String> parts, String key) {
        return mongo.updateMulti(
                                query(where("part").in(parts).and("key").is(key)),
                                new Update().set("retry", true),
                                PARKED)
                        .getMatchedCount()
                > 0;
    }

    Optional<Parked> nextRetry(String part) {
        return Optional.ofNullable(
                mongo.findOne(query(where("part").is(part).and("retry").is(true)), Parked.class, PARKED));
    }

    void refusedAgain(Parked parked, StoredEvent event, String reason) {
        mongo.updateFirst(
                query(where("_id").is(parked.id())),
                new Update()
                        .set("retry", false)
                        .set("retries", parked.retries() + 1)
                        .set("orderId", event.orderId())
                        .set("revision", event.revision())
                        .set("position", event.position())
                        .set("type", event.event().getClass().getSimpleName())
                        .set("reason", shortened(reason)),
                PARKED);
    }

    void release(Parked parked) {
        mongo.remove(query(where("_id").is(parked.id())), PARKED);
    }

    /** Forgets all that is parked in these parts. */
    void remove(Collection<String> parts) {
        for (String part : parts) {
            List<String> parked = keys(part).stream().map(key -> id(part, key)).toList();
            mongo.remove(query(where("parked").in(parked)), WAITING);
            mongo.remove(query(where("_id").in(parked)), PARKED);
        }
    }

    private static String shortened(String reason) {
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }
}
