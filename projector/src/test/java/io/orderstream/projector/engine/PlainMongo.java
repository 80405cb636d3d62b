package io.orderstream.projector.engine;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import io.orderstream.readmodel.Shard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** MongoDB as the projector sees it, and what should stand in it. */
public final class PlainMongo implements AutoCloseable {

    private final MongoClient client;
    private final MongoTemplate template;

    PlainMongo(String uri) {
        MongoClientSettings.Builder settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .applyToServerSettings(server -> server.minHeartbeatFrequency(5, TimeUnit.MILLISECONDS)
                        .heartbeatFrequency(200, TimeUnit.MILLISECONDS))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS));
        new MongoSettings().durableWrites().customize(settings);
        client = MongoClients.create(settings.build());
        var factory = new SimpleMongoClientDatabaseFactory(client, "test");
        var conversions = new MongoCustomConversions(List.of());
        var context = new MongoMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        var converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
        converter.setCustomConversions(conversions);
        MongoSettings.plainDocuments().postProcessAfterInitialization(converter, "converter");
        converter.afterPropertiesSet();
        template = new MongoTemplate(factory, converter);
    }

    MongoTemplate operations() {
        return template;
    }

    /** The documents of a collection, by id, each to the byte. */
    public static Map<String, RawBsonDocument> stored(MongoOperations mongo, String collection) {
        Map<String, RawBsonDocument> documents = new TreeMap<>();
        for (RawBsonDocument document : mongo.getCollection(collection)
                .withDocumentClass(RawBsonDocument.class)
                .find()) {
            documents.put(document.getString("_id").getValue(), document);
        }
        return documents;
    }

    /** What a fold of all events from nothing gives, in one thread and without a database, as it should be stored. */
    public static <D extends ReadModelDocument> Map<String, RawBsonDocument> folded(
            MongoOperations mongo, Projection<D> projection, Shard shard, List<StoredEvent> events) {
        Map<String, D> documents = new HashMap<>();
        events.stream()
                .filter(event -> shard.holds(event.orderId()))
                .forEach(event -> projection
                        .keys(event)
                        .forEach(key -> documents.put(key, projection.fold(key, documents.get(key), event))));
        Map<String, RawBsonDocument> stored = new TreeMap<>();
        documents.forEach((key, document) -> {
            String id = projection.perOrder() ? key : shard.idOf(key);
            Document written = new Document();
            mongo.getConverter().write(document, written);
            written.put("_id", id);
            BsonDocument bson =
                    written.toBsonDocument(BsonDocument.class, MongoClientSettings.getDefaultCodecRegistry());
            stored.put(id, new RawBsonDocument(bson, new BsonDocumentCodec()));
        });
        return stored;
    }

    @Override
    public void close() {
        client.close();
    }
}
