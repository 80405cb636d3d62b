package io.orderstream.query.order;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.orderstream.query.consistency.CheckpointWatch;
import io.orderstream.query.consistency.CheckpointWatches;
import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.live.LiveChange;
import io.orderstream.query.live.LiveFeed;
import io.orderstream.readmodel.order.OrderProjection;
import java.time.Duration;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The orders that changed, as the list shows them. Each event belongs to one order, so no two have the same position. */
@Component
class OrderFeed implements LiveFeed {

    private static final Duration DEADLINE = Duration.ofSeconds(4);

    private final MongoOperations mongo;
    private final String collection;
    private final CheckpointWatch checkpoint;

    OrderFeed(MongoOperations mongo, CheckpointWatches watches) {
        var projection = new OrderProjection();
        this.mongo = mongo;
        this.collection = projection.collection();
        this.checkpoint = watches.of(projection);
    }

    @Override
    public String name() {
        return "order";
    }

    @Override
    public long position() {
        return checkpoint.position();
    }

    @Override
    public List<LiveChange> changes(long after, long upTo, int limit) {
        var changed = Query.query(where("position").gt(after).lte(upTo))
                .with(Sort.by("position"))
                .limit(limit)
                .maxTime(DEADLINE);
        changed.fields().include(MongoOrderReader.ENTRY_FIELDS);
        return mongo.find(changed, OrderEntry.class, collection).stream()
                .map(entry -> new LiveChange(entry.id(), entry.position(), OrderViewMapper.INSTANCE.item(entry)))
                .toList();
    }

    @Override
    public void await(ConsistencyToken token) {
        checkpoint.await(token);
    }
}
