package io.orderstream.query.order;

import io.orderstream.readmodel.Checkpoint;
import io.orderstream.readmodel.order.OrderProjection;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.query.Query;

/** The order read model as the projector keeps it: no class names, documents first, then the checkpoint. */
final class OrderReadModel {

    private final MongoOperations mongo;
    private final String collection = new OrderProjection().collection();

    OrderReadModel(MongoTemplate mongo) {
        var converter = new MappingMongoConverter(
                NoOpDbRefResolver.INSTANCE, mongo.getConverter().getMappingContext());
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        converter.preserveMapKeys(true);
        converter.afterPropertiesSet();
        this.mongo = new MongoTemplate(mongo.getMongoDatabaseFactory(), converter);
    }

    OrderReadModel clear() {
        mongo.remove(new Query(), collection);
        mongo.remove(new Query(), Checkpoint.COLLECTION);
        return this;
    }

    void holds(FoldedOrder... orders) {
        for (var order : orders) {
            mongo.save(order.document(), collection);
        }
    }

    void isAt(long position) {
        mongo.save(new Checkpoint(collection, position), Checkpoint.COLLECTION);
    }
}
