package io.orderstream.query.consistency;

import io.orderstream.readmodel.Projection;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Gives access to read models; each needs one {@link ReadModel}, for all of its readers to share. */
@Component
public class ReadModels {

    private final MongoOperations mongo;
    private final ConsistencyProperties properties;

    ReadModels(MongoOperations mongo, ConsistencyProperties properties) {
        this.mongo = mongo;
        this.properties = properties;
    }

    public ReadModel of(Projection<?> projection) {
        return new ReadModel(projection, mongo, properties.consistencyWait());
    }
}
