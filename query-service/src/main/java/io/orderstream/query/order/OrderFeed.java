package io.orderstream.query.order;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.ReadModel;
import io.orderstream.query.consistency.ReadModels;
import io.orderstream.query.live.LiveChange;
import io.orderstream.query.live.LiveFeed;
import io.orderstream.readmodel.order.OrderProjection;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The orders that changed, as the list shows them. Each event belongs to one order, so no two have the same position. */
@Component
class OrderFeed implements LiveFeed {

    private static final Duration DEADLINE = Duration.ofSeconds(4);

    private final MongoOperations mongo;
    private final ReadModel orders;

    OrderFeed(MongoOperations mongo, ReadModels readModels) {
        this.mongo = mongo;
        this.orders = readModels.of(new OrderProjection());
    }

    @Override
    public String name() {
        return "order";
    }

    @Override
    public Look look() {
        var generation = orders.live();
        return new OrderLook(generation.collection(), orders.position(generation));
    }

    @Override
    public void await(ConsistencyToken token) {
        orders.await(token);
    }

    private final class OrderLook implements Look {

        private final String collection;
        private final long position;

        private OrderLook(String collection, long position) {
            this.collection = collection;
            this.position = position;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public List<LiveChange> changes(long after, long upTo, int limit) {
            var changed = Query.query(where("position").gt(after).lte(upTo))
                    .with(Sort.by("position"))
                    .limit(limit)
                    .maxTime(DEADLINE);
            changed.fields().include(MongoOrderReader.ENTRY_FIELDS).include("position");
            return mongo.find(changed, Document.class, collection).stream()
                    .map(this::change)
                    .toList();
        }

        private LiveChange change(Document order) {
            var entry = mongo.getConverter().read(OrderEntry.class, order);
            return new LiveChange(entry.id(), order.getLong("position"), OrderViewMapper.INSTANCE.item(entry));
        }
    }
}
