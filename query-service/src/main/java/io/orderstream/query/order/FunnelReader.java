package io.orderstream.query.order;

import static org.springframework.data.mongodb.core.aggregation.Aggregation.group;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregationOptions;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.ReadModel;
import io.orderstream.query.consistency.ReadModels;
import io.orderstream.readmodel.order.FulfilmentStatus;
import io.orderstream.readmodel.order.OrderProjection;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** Counts orders by how far they have come. MongoDB counts, over an index that has all that it takes. */
@Component
class FunnelReader {

    private static final Set<String> CONFIRMED = Set.of("CONFIRMED", "COMPLETED", "ARCHIVED");
    private static final Set<String> COMPLETED = Set.of("COMPLETED", "ARCHIVED");
    private static final Set<String> CANCELLED = Set.of("CANCELLED", "EXPIRED");
    private static final Set<FulfilmentStatus> DELIVERED =
            EnumSet.of(FulfilmentStatus.DELIVERED, FulfilmentStatus.NOT_REQUIRED);
    private static final Set<FulfilmentStatus> SHIPPED =
            EnumSet.of(FulfilmentStatus.SHIPPED, FulfilmentStatus.DELIVERED, FulfilmentStatus.NOT_REQUIRED);

    private final MongoOperations mongo;
    private final ReadModel orders;

    FunnelReader(MongoOperations mongo, ReadModels readModels) {
        this.mongo = mongo;
        this.orders = readModels.of(new OrderProjection());
    }

    private record Count(Statuses id, long orders) {

        private boolean isConfirmed() {
            return CONFIRMED.contains(id.lifecycle());
        }
    }

    private record Statuses(String lifecycle, FulfilmentStatus fulfilmentStatus) {}

    /**
     * The orders placed in a period.
     *
     * @param placedFrom its first moment; null if it has none
     * @param placedTo the moment after it; null if it has none
     */
    FunnelView read(@Nullable Instant placedFrom, @Nullable Instant placedTo, ConsistencyToken token) {
        var collection = orders.await(token).collection();
        var counting = newAggregation(
                        match(placed(placedFrom, placedTo)),
                        group("lifecycle", "fulfilmentStatus").count().as("orders"))
                .withOptions(newAggregationOptions().maxTime(ReadModel.DEADLINE).build());
        var counts = mongo.aggregate(counting, collection, Count.class).getMappedResults();
        return new FunnelView(
                sum(counts, count -> true),
                sum(counts, Count::isConfirmed),
                sum(
                        counts,
                        count -> count.isConfirmed()
                                && SHIPPED.contains(count.id().fulfilmentStatus())),
                sum(
                        counts,
                        count -> count.isConfirmed()
                                && DELIVERED.contains(count.id().fulfilmentStatus())),
                sum(counts, count -> COMPLETED.contains(count.id().lifecycle())),
                sum(counts, count -> CANCELLED.contains(count.id().lifecycle())));
    }

    private static Criteria placed(@Nullable Instant from, @Nullable Instant to) {
        if (from == null && to == null) {
            return new Criteria();
        }
        var placed = Criteria.where("placedAt");
        if (from != null) {
            placed.gte(from);
        }
        return to == null ? placed : placed.lt(to);
    }

    private static long sum(List<Count> counts, Predicate<Count> which) {
        return counts.stream().filter(which).mapToLong(Count::orders).sum();
    }
}
