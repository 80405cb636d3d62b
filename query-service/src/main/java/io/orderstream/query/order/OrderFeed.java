package io.orderstream.query.order;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.Progress;
import io.orderstream.query.consistency.ReadModel;
import io.orderstream.query.consistency.ReadModels;
import io.orderstream.query.live.LiveChange;
import io.orderstream.query.live.LiveFeed;
import io.orderstream.readmodel.order.OrderProjection;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The orders that changed, as the list shows them. Each event belongs to one order, so no two have the same position. */
@Component
class OrderFeed implements LiveFeed {

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
        return new OrderLook(orders.progress());
    }

    @Override
    public void await(ConsistencyToken token) {
        orders.reach(token);
    }

    private final class OrderLook implements Look {

        private final Progress progress;

        private OrderLook(Progress progress) {
            this.progress = progress;
        }

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public List<LiveChange> changes(long after, long upTo, int limit) {
            return find(Query.query(where("position").gt(after).lte(upTo))
                    .with(Sort.by("position"))
                    .limit(limit));
        }

        @Override
        public List<LiveChange> of(Collection<String> keys) {
            return find(Query.query(where("_id").in(keys)));
        }

        private List<LiveChange> find(Query orders) {
            orders.maxTime(ReadModel.DEADLINE)
                    .fields()
                    .include(MongoOrderReader.ENTRY_FIELDS)
                    .include("position");
            return mongo.find(orders, Document.class, progress.generation().collection()).stream()
                    .map(this::change)
                    .toList();
        }

        private LiveChange change(Document order) {
            var entry = mongo.getConverter().read(OrderEntry.class, order);
            return new LiveChange(entry.id(), order.getLong("position"), OrderViewMapper.INSTANCE.item(entry));
        }
    }
}
