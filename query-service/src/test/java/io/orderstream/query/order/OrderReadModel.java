package io.orderstream.query.order;

import io.orderstream.readmodel.Checkpoint;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.ReadModelDocument;
import io.orderstream.readmodel.customer.CustomerProjection;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.fulfilment.FulfilmentDurationsProjection;
import io.orderstream.readmodel.fulfilment.FulfilmentWorkProjection;
import io.orderstream.readmodel.history.HistoryProjection;
import io.orderstream.readmodel.order.OrderProjection;
import io.orderstream.readmodel.product.ProductProjection;
import io.orderstream.readmodel.sales.SalesProjection;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.query.Query;

/** The read models as the projector keeps them: no class names, documents first, then the checkpoint. */
public final class OrderReadModel {

    private static final ReportingCalendar CALENDAR = new ReportingCalendar(ZoneId.of("UTC"));
    private static final List<Projection<?>> PROJECTIONS = List.of(
            new OrderProjection(),
            new HistoryProjection(),
            new CustomerProjection(),
            new SalesProjection(CALENDAR),
            new ProductProjection(CALENDAR),
            new FulfilmentWorkProjection(),
            new FulfilmentDurationsProjection(CALENDAR));

    private final MongoOperations mongo;
    private final String collection = new OrderProjection().collection();

    public OrderReadModel(MongoTemplate mongo) {
        var converter = new MappingMongoConverter(
                NoOpDbRefResolver.INSTANCE, mongo.getConverter().getMappingContext());
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        converter.preserveMapKeys(true);
        converter.afterPropertiesSet();
        this.mongo = new MongoTemplate(mongo.getMongoDatabaseFactory(), converter);
    }

    public OrderReadModel clear() {
        PROJECTIONS.forEach(projection -> mongo.remove(new Query(), projection.collection()));
        mongo.remove(new Query(), Checkpoint.COLLECTION);
        return this;
    }

    public void holds(FoldedOrder... orders) {
        for (var order : orders) {
            mongo.save(order.document(), collection);
        }
    }

    public void isAt(long position) {
        mongo.save(new Checkpoint(collection, position), Checkpoint.COLLECTION);
    }

    /** Folds the events of these orders, from the first on, into every read model. */
    public OrderReadModel folds(FoldedOrder... orders) {
        for (var projection : PROJECTIONS) {
            save(projection, orders);
        }
        return this;
    }

    private <D extends ReadModelDocument> void save(Projection<D> projection, FoldedOrder... orders) {
        Map<String, D> documents = new HashMap<>();
        for (var order : orders) {
            for (var event : order.events()) {
                for (var key : projection.keys(event)) {
                    documents.compute(key, (id, current) -> projection.fold(id, current, event));
                }
            }
        }
        documents.values().forEach(document -> mongo.save(document, projection.collection()));
        mongo.save(new Checkpoint(projection.collection(), Long.MAX_VALUE), Checkpoint.COLLECTION);
    }
}
