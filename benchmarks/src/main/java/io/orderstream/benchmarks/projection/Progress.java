package io.orderstream.benchmarks.projection;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.orderstream.readmodel.Checkpoint;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.Projection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** How far a projector has come, as its database tells. */
final class Progress {

    private final MongoCollection<Document> checkpoints;
    private final MongoCollection<Document> leases;

    Progress(MongoClient mongo, String database) {
        this.checkpoints = mongo.getDatabase(database).getCollection(Checkpoint.COLLECTION);
        this.leases = mongo.getDatabase(database).getCollection("leases");
    }

    /** What a read model or a shard of it has done: up to where, and how many events that are. */
    record Done(long position, long events) {
        static final Done NOTHING = new Done(-1, 0);
    }

    Done of(Projection<?> readModel) {
        return all().getOrDefault(readModel.collection(), Done.NOTHING);
    }

    /** The position that all of these have reached. */
    static long reached(Map<String, Done> done, Collection<String> ids) {
        return ids.stream()
                .mapToLong(id -> done.getOrDefault(id, Done.NOTHING).position())
                .min()
                .orElseThrow();
    }

    Map<String, Done> all() {
        Map<String, Done> all = new HashMap<>();
        for (Document checkpoint : checkpoints.find()) {
            all.put(
                    checkpoint.getString("_id"),
                    new Done(
                            checkpoint.get("position", Number.class).longValue(),
                            checkpoint.get("events", Number.class).longValue()));
        }
        return all;
    }

    /** The ids of the checkpoints of a read model that is divided into shards. */
    static List<String> ids(Projection<?> readModel, int shards) {
        return Generation.first(readModel, shards).checkpoints();
    }

    boolean isOwned(Projection<?> readModel) {
        Document lease = leases.find(Filters.eq("_id", readModel.collection())).first();
        return lease != null && lease.getString("owner") != null;
    }
}
