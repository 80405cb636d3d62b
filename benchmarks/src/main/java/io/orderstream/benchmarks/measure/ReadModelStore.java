package io.orderstream.benchmarks.measure;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.orderstream.readmodel.Checkpoint;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelPointer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** One read model in MongoDB, written as the projector writes it, by one writer only. */
public final class ReadModelStore {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoDatabase database;
    private final Generation generation;
    private final MappingMongoConverter converter = converter();

    private ReadModelStore(MongoDatabase database, Generation generation) {
        this.database = database;
        this.generation = generation;
    }

    /**
     * Makes the read model live, with nothing in it.
     *
     * @param indexes by their fields, all of them descending
     */
    public static ReadModelStore create(MongoDatabase database, Projection<?> projection, List<List<String>> indexes) {
        var store = new ReadModelStore(database, Generation.first(projection, 1));
        indexes.forEach(fields ->
                database.getCollection(store.collection()).createIndex(Indexes.descending(fields), new IndexOptions()));
        store.save(
                ReadModelPointer.COLLECTION, List.of(new ReadModelPointer(projection.name(), store.generation, null)));
        return store;
    }

    /** How the projector turns documents into those of MongoDB. */
    public static MappingMongoConverter converter() {
        var conversions = new MongoCustomConversions(List.of());
        var context = new MongoMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        var converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
        converter.setCustomConversions(conversions);
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        converter.preserveMapKeys(true);
        converter.afterPropertiesSet();
        return converter;
    }

    public String collection() {
        return generation.collection();
    }

    /** Adds documents that are not there yet. */
    public void insert(Collection<?> documents) {
        database.getCollection(collection())
                .insertMany(documents.stream().map(this::written).toList());
    }

    /** Puts documents in the place of those with their ids. */
    public void replace(Collection<?> documents) {
        save(collection(), documents);
    }

    /** Says that every event up to this position is folded in. */
    public void reach(long position) {
        save(
                Checkpoint.COLLECTION,
                generation.checkpoints().stream()
                        .map(id -> new Checkpoint(id, position))
                        .toList());
    }

    private void save(String collection, Collection<?> documents) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Object each : documents) {
            Document document = written(each);
            writes.add(new ReplaceOneModel<>(new Document("_id", document.get("_id")), document, UPSERT));
        }
        database.getCollection(collection).bulkWrite(writes);
    }

    private Document written(Object object) {
        Document document = new Document();
        converter.write(object, document);
        return document;
    }
}
