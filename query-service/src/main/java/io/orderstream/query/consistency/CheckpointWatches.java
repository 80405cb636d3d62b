package io.orderstream.query.consistency;

import io.orderstream.readmodel.Checkpoint;
import io.orderstream.readmodel.Projection;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Makes the watch over a read model's checkpoint; a read model needs one, for all of its readers to share. */
@Component
public class CheckpointWatches {

    private static final long NOTHING_YET = -1;

    private final MongoOperations mongo;
    private final ConsistencyProperties properties;

    CheckpointWatches(MongoOperations mongo, ConsistencyProperties properties) {
        this.mongo = mongo;
        this.properties = properties;
    }

    public CheckpointWatch of(Projection<?> projection) {
        var id = projection.collection();
        return new CheckpointWatch(() -> position(id), properties.consistencyWait());
    }

    private long position(String id) {
        var checkpoint = mongo.findById(id, Checkpoint.class, Checkpoint.COLLECTION);
        return checkpoint == null ? NOTHING_YET : checkpoint.position();
    }
}
