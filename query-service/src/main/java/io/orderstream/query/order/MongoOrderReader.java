package io.orderstream.query.order;

import static com.mongodb.client.model.Filters.eq;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.ReadModel;
import io.orderstream.query.consistency.ReadModelBehindException;
import io.orderstream.query.consistency.ReadModels;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderIndexes;
import io.orderstream.readmodel.order.OrderProjection;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

@Component
class MongoOrderReader implements OrderReader {

    static final String[] ENTRY_FIELDS = Arrays.stream(OrderEntry.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toArray(String[]::new);

    private static final StoredRecord<OrderDocument> ORDERS = new StoredRecord<>(OrderDocument.class);

    private final MongoOperations mongo;
    private final ReadModel orders;
    private final HistoryReader history;

    MongoOrderReader(MongoOperations mongo, ReadModels readModels, HistoryReader history) {
        this.mongo = mongo;
        this.history = history;
        this.orders = readModels.of(new OrderProjection());
    }

    @Override
    public Optional<OrderDocument> find(String orderId, ConsistencyToken token) {
        // The order may show what the token stands for while others still wait to be folded.
        var early = read(orders.live(), orderId);
        if (token.equals(ConsistencyToken.NONE) || shows(early, token)) {
            return early;
        }
        var caughtUp = orders.reaching(token);
        if (caughtUp.isPresent()) {
            return read(caughtUp.get().showing(token, orderId::equals), orderId);
        }
        var late = read(orders.live(), orderId);
        if (shows(late, token)) {
            return late;
        }
        throw new ReadModelBehindException();
    }

    @Override
    public Optional<OrderDocument> find(String orderId, AsOf asOf, ConsistencyToken token) {
        return history.asOf(orderId, asOf, token);
    }

    @Override
    public OrderPage list(OrderQuery query, ConsistencyToken token) {
        var live = orders.await(token);
        var found = mongo.find(select(query), OrderEntry.class, live.collection());
        return found.size() > query.limit()
                ? new OrderPage(
                        found.subList(0, query.limit()), OrderPlace.behind(found.get(query.limit() - 1), query.sort()))
                : new OrderPage(found, null);
    }

    private static boolean shows(Optional<OrderDocument> order, ConsistencyToken token) {
        return order.filter(found -> token.isReachedBy(found.position())).isPresent();
    }

    private Optional<OrderDocument> read(Generation from, String orderId) {
        var found = mongo.execute(
                from.collection(),
                collection -> collection
                        .find(eq("_id", orderId), RawBsonDocument.class)
                        .maxTime(ReadModel.DEADLINE.toMillis(), MILLISECONDS)
                        .first());
        return Optional.ofNullable(found).map(ORDERS::of);
    }

    private static <T> void with(@Nullable T value, Consumer<T> use) {
        if (value != null) {
            use.accept(value);
        }
    }

    private static Query select(OrderQuery query) {
        var conditions = conditions(query);
        var select = Query.query(conditions.isEmpty() ? new Criteria() : new Criteria().andOperator(conditions))
                .with(Sort.by(query.sort().direction(), query.sort().field(), "id"))
                .limit(query.limit() + 1)
                .maxTime(ReadModel.DEADLINE);
        select.fields().include(ENTRY_FIELDS);
        return select;
    }

    private static List<Criteria> conditions(OrderQuery query) {
        var conditions = new ArrayList<Criteria>();
        var filter = query.filter();
        filter.exact().forEach((field, value) -> conditions.add(where(field).is(value)));
        with(
                filter.placedFrom(),
                from -> conditions.add(where(OrderIndexes.PLACED_AT).gte(from)));
        with(
                filter.placedTo(),
                to -> conditions.add(where(OrderIndexes.PLACED_AT).lt(to)));
        with(
                filter.totalFrom(),
                from -> conditions.add(where(OrderIndexes.TOTAL).gte(from)));
        with(filter.totalTo(), to -> conditions.add(where(OrderIndexes.TOTAL).lt(to)));
        with(query.after(), place -> conditions.addAll(behind(place, query.sort())));
        return conditions;
    }

    /** The first condition alone says less than the second, but gives an index its bound. */
    private static List<Criteria> behind(OrderPlace place, OrderSort sort) {
        var field = sort.field();
        Object key = sort.byTotal() ? (Object) place.key() : Instant.ofEpochMilli(place.key());
        return sort.direction().isDescending()
                ? List.of(
                        where(field).lte(key),
                        new Criteria()
                                .orOperator(where(field).lt(key), where("id").lt(place.id())))
                : List.of(
                        where(field).gte(key),
                        new Criteria()
                                .orOperator(where(field).gt(key), where("id").gt(place.id())));
    }
}
