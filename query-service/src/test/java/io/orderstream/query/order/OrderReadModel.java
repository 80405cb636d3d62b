package io.orderstream.query.order;

import io.orderstream.readmodel.Checkpoint;
import io.orderstream.readmodel.ParkedDocument;
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
    private final OrderProjection orders = new OrderProjection();

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
        mongo.remove(new Query(), ParkedDocument.COLLECTION);
        return this;
    }

    public void holds(FoldedOrder... changed) {
        for (var order : changed) {
            mongo.save(order.document(), orders.collection());
        }
    }

    /** Folds the events of these orders into one read model, and leaves its checkpoint where it is. */
    public <D extends ReadModelDocument> void holds(Projection<D> projection, FoldedOrder... orders) {
        fold(projection, orders).values().forEach(document -> mongo.save(document, projection.collection()));
    }

    public void isAt(Projection<?> projection, long position) {
        mongo.save(new Checkpoint(projection.collection(), position), Checkpoint.COLLECTION);
    }

    /** The document is not shown from the event at the position on. */
    public OrderReadModel parks(Projection<?> projection, String key, long position) {
        var part = projection.collection();
        mongo.save(new ParkedDocument(part + "/" + key, part, key, position), ParkedDocument.COLLECTION);
        return this;
    }

    public void releasesAll() {
        mongo.remove(new Query(), ParkedDocument.COLLECTION);
    }

    public void isAt(long position) {
        isAt(orders, position);
    }

    /** Folds the events of these orders, from the first on, into every read model. */
    public OrderReadModel folds(FoldedOrder... orders) {
        for (var projection : PROJECTIONS) {
            holds(projection, orders);
            isAt(projection, Long.MAX_VALUE);
        }
        return this;
    }

    private static <D extends ReadModelDocument> Map<String, D> fold(Projection<D> projection, FoldedOrder... orders) {
        Map<String, D> documents = new HashMap<>();
        for (var order : orders) {
            for (var event : order.events()) {
                for (var key : projection.keys(event)) {
                    documents.compute(key, (id, current) -> projection.fold(id, current, event));
                }
            }
        }
        return documents;
    }
}
