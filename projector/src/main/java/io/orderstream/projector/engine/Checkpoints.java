package io.orderstream.projector.engine;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.not;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.orderstream.readmodel.Checkpoint;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * How far each consumer has come, in MongoDB. The checkpoint of a read model never moves back, and only its owner moves it.
 * Thread-safe.
 */
final class Checkpoints {

    private static final String ID = "_id";
    private static final String POSITION = "position";
    private static final String EVENTS = "events";
    private static final String EPOCH = "epoch";

    private final MongoOperations mongo;

    Checkpoints(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * How far one has come.
     *
     * @param position the log position up to which everything is done; -1 if nothing is
     * @param events how many events of orders there are up to it
     */
    record Progress(long position, long events) {
        static final Progress NONE = new Progress(-1, 0);
    }

    Progress of(String id) {
        return progress(checkpoints().find(eq(ID, id)).first());
    }

    /** Those of all consumers that have come anywhere, by their ids. */
    Map<String, Progress> all() {
        Map<String, Progress> all = new HashMap<>();
        for (Document checkpoint : checkpoints().find()) {
            all.put(checkpoint.getString(ID), progress(checkpoint));
        }
        return all;
    }

    /**
     * Moves a checkpoint forward.
     *
     * @param epoch of the lease under which it was worked; who worked under a later one is never overwritten
     * @throws OwnershipLostException if somebody has, under a later one
     */
    void move(String id, Progress progress, long epoch) {
        Bson mine = and(eq(ID, id), not(gt(EPOCH, epoch)), lte(POSITION, progress.position()));
        Bson moved = Updates.combine(
                Updates.set(POSITION, progress.position()),
                Updates.set(EVENTS, progress.events()),
                Updates.set(EPOCH, epoch));
        if (checkpoints().updateOne(mine, moved).getMatchedCount() == 0) {
            moveFirst(id, progress, epoch);
        }
    }

    private void moveFirst(String id, Progress progress, long epoch) {
        Document present = checkpoints().find(eq(ID, id)).first();
        if (present == null) {
            try {
                checkpoints()
                        .insertOne(new Document(ID, id)
                                .append(POSITION, progress.position())
                                .append(EVENTS, progress.events())
                                .append(EPOCH, epoch));
            } catch (MongoWriteException raced) {
                throw new OwnershipLostException(id, raced);
            }
        } else if (number(present, EPOCH, 0) > epoch) {
            throw new OwnershipLostException(id, null);
        }
    }

    /** Puts on record how far one came that remembers it elsewhere. */
    void put(String id, Progress progress) {
        Bson stands =
                Updates.combine(Updates.set(POSITION, progress.position()), Updates.set(EVENTS, progress.events()));
        checkpoints().updateOne(eq(ID, id), stands, new UpdateOptions().upsert(true));
    }

    void remove(Collection<String> ids) {
        checkpoints().deleteMany(in(ID, ids));
    }

    private static Progress progress(@Nullable Document checkpoint) {
        return checkpoint == null
                ? Progress.NONE
                : new Progress(number(checkpoint, POSITION, -1), number(checkpoint, EVENTS, 0));
    }

    private static long number(Document document, String field, long otherwise) {
        return document.get(field) instanceof Number number ? number.longValue() : otherwise;
    }

    private MongoCollection<Document> checkpoints() {
        return mongo.getCollection(Checkpoint.COLLECTION);
    }
}
