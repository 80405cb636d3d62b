package io.orderstream.query.order;

import io.orderstream.readmodel.Checkpoint;
import io.orderstream.readmodel.order.OrderProjection;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/** The order read model as a projector keeps it: documents first, then the checkpoint. */
final class OrderReadModel {

    private final MongoOperations mongo;
    private final String collection = new OrderProjection().collection();

    OrderReadModel(MongoOperations mongo) {
        this.mongo = mongo;
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
