package io.orderstream.projector.engine;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import io.orderstream.readmodel.Checkpoint;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.IndexDefinition;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/**
 * The documents of one read model in MongoDB, and its checkpoint.
 *
 * @param <D> the documents
 */
final class ReadModelStore<D extends ReadModelDocument> {

    private static final int DUPLICATE_KEY = 11000;

    private final MongoOperations mongo;
    private final String collection;
    private final Class<D> documentType;

    ReadModelStore(MongoOperations mongo, Projection<D> projection) {
        this.mongo = mongo;
        this.collection = projection.collection();
        this.documentType = projection.documentType();
    }

    /**
     * A document to be written.
     *
     * @param loaded the document it was folded from; null if there was none
     */
    record Change<D extends ReadModelDocument>(@Nullable D loaded, D folded) {}

    void createIndexes(List<IndexDefinition> indexes) {
        indexes.forEach(mongo.indexOps(collection)::createIndex);
    }

    /** The documents with these ids, by id; those that do not exist are absent. */
    Map<String, D> load(Collection<String> ids) {
        return mongo.find(Query.query(Criteria.where("_id").in(ids)), documentType, collection).stream()
                .collect(Collectors.toMap(ReadModelDocument::id, Function.identity()));
    }

    /**
     * Writes each document if it is still as it was loaded.
     *
     * @return whether all were; if not, some of them may be written nevertheless
     */
    boolean write(List<Change<D>> changes) {
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, documentType, collection);
        int replaced = 0;
        for (Change<D> change : changes) {
            D loaded = change.loaded();
            if (loaded == null) {
                bulk.insert(change.folded());
            } else {
                bulk.replaceOne(
                        Query.query(Criteria.where("_id")
                                .is(loaded.id())
                                .and("position")
                                .is(loaded.position())),
                        change.folded());
                replaced++;
            }
        }
        try {
            BulkWriteResult result = bulk.execute();
            return result.getMatchedCount() == replaced;
        } catch (DataAccessException failed) {
            if (failed.getCause() instanceof MongoBulkWriteException bulkFailed && isLostRace(bulkFailed)) {
                return false;
            }
            throw failed;
        }
    }

    private static boolean isLostRace(MongoBulkWriteException failed) {
        return failed.getWriteConcernError() == null
                && failed.getWriteErrors().stream()
                        .mapToInt(BulkWriteError::getCode)
                        .allMatch(code -> code == DUPLICATE_KEY);
    }

    /** The log position up to which everything is folded in; -1 if nothing is. */
    long checkpoint() {
        Checkpoint checkpoint = mongo.findById(collection, Checkpoint.class, Checkpoint.COLLECTION);
        return checkpoint == null ? -1 : checkpoint.position();
    }

    /** Moves the checkpoint forward; it never moves back, whoever else moves it. */
    void moveCheckpoint(long position) {
        mongo.upsert(
                Query.query(Criteria.where("_id").is(collection)),
                new Update().max("position", position),
                Checkpoint.COLLECTION);
    }
}
