package io.orderstream.query.order;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.ReadModel;
import io.orderstream.query.consistency.ReadModels;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.history.HistoryDocument;
import io.orderstream.readmodel.history.HistoryProjection;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderProjection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Reads what happened to an order, and what it was like before. */
@Component
class HistoryReader {

    private static final int STRETCH = 100;

    private final MongoOperations mongo;
    private final HistoryProjection projection = new HistoryProjection();
    private final OrderProjection orders = new OrderProjection();
    private final ReadModel history;

    HistoryReader(MongoOperations mongo, ReadModels readModels) {
        this.mongo = mongo;
        this.history = readModels.of(projection);
    }

    /** The order's events from a revision on, without what they hold; none if there are none. */
    List<HistoryDocument> events(String orderId, long from, int limit, ConsistencyToken token) {
        return read(live(orderId, token), orderId, from, limit);
    }

    /**
     * The order as it was. It is folded from its events by the same projection that folds the orders' read model, a
     * stretch of them at a time.
     *
     * @return empty if there is no such order, or was none yet
     * @throws UnknownRevisionException if the order has not come to that revision
     */
    Optional<OrderDocument> asOf(String orderId, AsOf asOf, ConsistencyToken token) {
        Generation live = live(orderId, token);
        OrderDocument order = null;
        for (long from = 0; ; from += STRETCH) {
            List<HistoryDocument> events = read(live, orderId, from, STRETCH);
            long counted = events.stream().takeWhile(asOf::holds).count();
            for (HistoryDocument event : events.subList(0, (int) counted)) {
                order = orders.fold(orderId, order, projection.event(event));
            }
            if (counted < STRETCH) {
                return found(orderId, order, asOf);
            }
        }
    }

    private Generation live(String orderId, ConsistencyToken token) {
        return history.await(token, key -> HistoryDocument.isOf(orderId, key));
    }

    private static Optional<OrderDocument> found(String orderId, @Nullable OrderDocument order, AsOf asOf) {
        if (order != null && asOf instanceof AsOf.Revision wanted && order.revision() < wanted.revision()) {
            throw new UnknownRevisionException(orderId, order.revision());
        }
        return Optional.ofNullable(order);
    }

    /** Revisions have no gaps, so the ids of a stretch are known. */
    private List<HistoryDocument> read(Generation live, String orderId, long from, int limit) {
        List<String> ids = LongStream.range(from, from + limit)
                .mapToObj(revision -> HistoryDocument.idOf(orderId, revision))
                .toList();
        Query stretch = Query.query(where("_id").in(ids)).maxTime(ReadModel.DEADLINE);
        return mongo.find(stretch, HistoryDocument.class, live.collection()).stream()
                .sorted(Comparator.comparingLong(HistoryDocument::revision))
                .toList();
    }
}
