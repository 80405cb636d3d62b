package io.orderstream.projector.engine;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import io.orderstream.readmodel.Shard;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonSerializationException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.IndexDefinition;

/**
 * The documents of one shard of a read model in MongoDB. Thread-safe.
 *
 * @param <D> the documents
 */
final class DocumentStore<D extends ReadModelDocument> {

    private static final String ID = "_id";
    private static final String POSITION = "position";
    private static final int DUPLICATE_KEY = 11000;

    /** What the database answers about a document that it will never take; all else may pass. */
    private static final Set<Integer> FAULTS_OF_A_DOCUMENT = Set.of(
            2, // BadValue
            9, // FailedToParse
            14, // TypeMismatch
            15, // Overflow: nested too deeply
            22, // InvalidBSON
            52, // DollarPrefixedFieldName
            53, // InvalidIdField
            56, // EmptyFieldName
            57, // DottedFieldName
            121, // DocumentValidationFailure
            171, // CannotIndexParallelArrays
            10334, // BSONObjectTooLarge
            17280, // KeyTooLong
            17419, // too large after an update
            17420); // too large for an upsert

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoOperations mongo;
    private final DocumentWriter writer;
    private final String collection;
    private final Class<D> documentType;
    private final Shard shard;
    private final boolean conditional;

    /**
     * The documents of a shard.
     *
     * @param conditional whether a document is written only if it is still the one that was loaded
     */
    DocumentStore(
            MongoOperations mongo, Projection<D> projection, Generation generation, Shard shard, boolean conditional) {
        this.mongo = mongo;
        this.writer = new DocumentWriter(mongo.getConverter());
        this.collection = generation.collection();
        this.documentType = projection.documentType();
        this.shard = projection.perOrder() ? Shard.WHOLE : shard;
        this.conditional = conditional;
    }

    /**
     * A document to be written.
     *
     * @param loaded the document it was folded from; null if there was none
     */
    record Change<D extends ReadModelDocument>(@Nullable D loaded, D folded) {}

    /**
     * What became of a write.
     *
     * @param lost the keys of documents that may have changed meanwhile, or were written nevertheless
     * @param refused the keys of documents that the database does not take, and why
     */
    record Written(Set<String> lost, Map<String, String> refused) {}

    void createIndexes(List<IndexDefinition> indexes) {
        indexes.forEach(mongo.indexOps(collection)::createIndex);
    }

    /** The documents of these keys, by key; those that do not exist are absent. */
    Map<String, D> load(Collection<String> keys) {
        Map<String, D> loaded = new HashMap<>();
        if (!keys.isEmpty()) {
            for (Document document :
                    documents().find(in(ID, keys.stream().map(shard::idOf).toList()))) {
                String key = shard.keyOf(document.getString(ID));
                document.put(ID, key);
                loaded.put(key, mongo.getConverter().read(documentType, document));
            }
        }
        return loaded;
    }

    /**
     * Writes each document if it is still as it was loaded. What is neither lost nor refused is written.
     *
     * @throws MongoBulkWriteException if the database did not write for a reason that has nothing to do with the
     *     documents; some of them may be written
     */
    Written write(List<Change<D>> changes) {
        if (changes.isEmpty()) {
            return new Written(Set.of(), Map.of());
        }
        try {
            int replaced = (int) changes.stream()
                    .filter(change -> conditional && change.loaded() != null)
                    .count();
            int matched = documents()
                    .bulkWrite(changes.stream().map(this::model).toList(), UNORDERED)
                    .getMatchedCount();
            return new Written(!conditional || matched == replaced ? Set.of() : keys(changes), Map.of());
        } catch (MongoBulkWriteException failed) {
            return outcome(changes, failed);
        } catch (BsonSerializationException unfit) {
            return apart(changes, unfit);
        }
    }

    private WriteModel<Document> model(Change<D> change) {
        Document document = writer.write(change.folded());
        String id = shard.idOf(change.folded().id());
        document.put(ID, id);
        if (!conditional) {
            return new ReplaceOneModel<>(eq(ID, id), document, new ReplaceOptions().upsert(true));
        }
        D loaded = change.loaded();
        if (loaded == null) {
            return new InsertOneModel<>(document);
        }
        return new ReplaceOneModel<>(new Document(ID, id).append(POSITION, loaded.position()), document);
    }

    private Written outcome(List<Change<D>> changes, MongoBulkWriteException failed) {
        if (failed.getWriteConcernError() != null) {
            throw failed;
        }
        Map<String, String> refused = new HashMap<>();
        for (BulkWriteError error : failed.getWriteErrors()) {
            if (FAULTS_OF_A_DOCUMENT.contains(error.getCode())) {
                refused.put(changes.get(error.getIndex()).folded().id(), error.getMessage());
            } else if (error.getCode() != DUPLICATE_KEY) {
                throw failed;
            }
        }
        Set<String> lost = keys(changes);
        lost.removeAll(refused.keySet());
        return new Written(lost, refused);
    }

    /** One document spoils the whole write; halves tell which. */
    private Written apart(List<Change<D>> changes, RuntimeException cause) {
        if (changes.size() == 1) {
            return new Written(Set.of(), Map.of(changes.getFirst().folded().id(), String.valueOf(cause.getMessage())));
        }
        int half = changes.size() / 2;
        Written first = write(changes.subList(0, half));
        Written second = write(changes.subList(half, changes.size()));
        Set<String> lost = new HashSet<>(first.lost());
        lost.addAll(second.lost());
        Map<String, String> refused = new HashMap<>(first.refused());
        refused.putAll(second.refused());
        return new Written(lost, refused);
    }

    private static <D extends ReadModelDocument> Set<String> keys(List<Change<D>> changes) {
        Set<String> keys = new HashSet<>();
        changes.forEach(change -> keys.add(change.folded().id()));
        return keys;
    }

    private MongoCollection<Document> documents() {
        return mongo.getCollection(collection);
    }
}
