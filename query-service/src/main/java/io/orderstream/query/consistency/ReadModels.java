package io.orderstream.query.consistency;

import io.orderstream.readmodel.Projection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Gives access to read models; all readers of one share it, and so their looks at how far it is. */
@Component
public class ReadModels {

    private final MongoOperations mongo;
    private final ConsistencyProperties properties;
    private final Map<String, ReadModel> made = new ConcurrentHashMap<>();

    ReadModels(MongoOperations mongo, ConsistencyProperties properties) {
        this.mongo = mongo;
        this.properties = properties;
    }

    public ReadModel of(Projection<?> projection) {
        return made.computeIfAbsent(
                projection.name(), name -> new ReadModel(projection, mongo, properties.consistencyWait()));
    }
}
