package io.orderstream.projector.engine;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.util.HashSet;
import java.util.Set;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** Which consumers that are no read models nobody is to work on, in MongoDB. Thread-safe. */
final class Pauses {

    private static final String COLLECTION = "paused";
    private static final String ID = "_id";

    private final MongoOperations mongo;

    Pauses(MongoOperations mongo) {
        this.mongo = mongo;
    }

    Set<String> all() {
        return paused().find().map(paused -> paused.getString(ID)).into(new HashSet<>());
    }

    void set(String name, boolean paused) {
        if (paused) {
            paused().replaceOne(eq(ID, name), new Document(ID, name), new ReplaceOptions().upsert(true));
        } else {
            paused().deleteOne(eq(ID, name));
        }
    }

    private MongoCollection<Document> paused() {
        return mongo.getCollection(COLLECTION);
    }
}
