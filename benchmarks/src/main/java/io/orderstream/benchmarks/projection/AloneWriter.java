package io.orderstream.benchmarks.projection;

import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.orderstream.benchmarks.measure.ReadModelStore;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;

/**
 * Writes the documents of a read model as the projector does: in the same batches, as many at once, as durably, with the same
 * indexes.
 */
final class AloneWriter<D extends ReadModelDocument> {

    private static final int LANES = 4;
    private static final int LEAST_IN_A_LANE = 64;

    /** More than the orders whose next event is still to come. */
    private static final int MOST_ORDERS = 4_000;

    private final Projection<D> projection;
    private final MongoCollection<Document> collection;
    private final MappingMongoConverter converter = ReadModelStore.converter();
    private final Map<String, D> documents;

    private AloneWriter(Projection<D> projection, MongoDatabase database) {
        this.projection = projection;
        this.collection = database.getCollection(projection.collection())
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        ReadModels.indexes(projection).forEach(fields -> collection.createIndex(Indexes.descending(fields)));
        this.documents = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, D> eldest) {
                return projection.perOrder() && size() > MOST_ORDERS;
            }
        };
    }

    static <D extends ReadModelDocument> AloneWriter<D> of(Projection<D> projection, MongoDatabase database) {
        return new AloneWriter<>(projection, database);
    }

    /** Folds the events, then writes each document once, and tells how many nanoseconds only the writing took. */
    long write(List<StoredEvent> events) {
        Map<String, @Nullable D> before = new LinkedHashMap<>();
        for (StoredEvent event : events) {
            for (String key : projection.keys(event)) {
                D current = documents.get(key);
                // Not putIfAbsent, to which a document that was not there looks like one that was not looked for.
                if (!before.containsKey(key)) {
                    before.put(key, current);
                }
                documents.put(key, projection.fold(key, current, event));
            }
        }
        List<List<WriteModel<Document>>> lanes = lanes(before);
        long began = System.nanoTime();
        CompletableFuture.allOf(lanes.stream()
                        .map(lane -> CompletableFuture.runAsync(() -> writeAll(lane), Thread::startVirtualThread))
                        .toArray(CompletableFuture[]::new))
                .join();
        return System.nanoTime() - began;
    }

    /** A document that is not written costs nothing, so none may be. */
    private void writeAll(List<WriteModel<Document>> lane) {
        BulkWriteResult done = collection.bulkWrite(lane, new BulkWriteOptions().ordered(false));
        if (done.getInsertedCount() + done.getMatchedCount() != lane.size()) {
            throw new IllegalStateException(
                    "not all of %d documents of %s were written: %s".formatted(lane.size(), projection.name(), done));
        }
    }

    private List<List<WriteModel<Document>>> lanes(Map<String, @Nullable D> before) {
        int count = Math.min(LANES, before.size() / LEAST_IN_A_LANE + 1);
        List<List<WriteModel<Document>>> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lanes.add(new ArrayList<>());
        }
        before.forEach((key, document) ->
                lanes.get(Math.floorMod(key.hashCode(), count)).add(model(key, document)));
        return lanes.stream().filter(lane -> !lane.isEmpty()).toList();
    }

    private WriteModel<Document> model(String key, @Nullable D before) {
        Document document = new Document();
        converter.write(documents.get(key), document);
        return before == null
                ? new InsertOneModel<>(document)
                : new ReplaceOneModel<>(new Document("_id", key).append("position", before.position()), document);
    }
}
