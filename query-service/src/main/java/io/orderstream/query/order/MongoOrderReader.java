package io.orderstream.query.order;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.ReadModel;
import io.orderstream.query.consistency.ReadModelBehindException;
import io.orderstream.query.consistency.ReadModels;
import io.orderstream.readmodel.Generation;
import io.orderstream.readmodel.order.OrderDocument;
import io.orderstream.readmodel.order.OrderProjection;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

@Component
class MongoOrderReader implements OrderReader {

    private static final Sort NEWEST_PLACED_FIRST = Sort.by(Sort.Direction.DESC, "placedAt", "id");
    private static final String[] ENTRY_FIELDS = Arrays.stream(OrderEntry.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toArray(String[]::new);

    /** The service's answer would come too late after this; MongoDB then stops working on it. */
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    private final MongoOperations mongo;
    private final ReadModel orders;

    MongoOrderReader(MongoOperations mongo, ReadModels readModels) {
        this.mongo = mongo;
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
            return read(caughtUp.get(), orderId);
        }
        var late = read(orders.live(), orderId);
        if (shows(late, token)) {
            return late;
        }
        throw new ReadModelBehindException();
    }

    @Override
    public OrderPage list(OrderQuery query, ConsistencyToken token) {
        var live = orders.await(token);
        var found = mongo.find(select(query), OrderEntry.class, live.collection());
        return found.size() > query.limit()
                ? new OrderPage(found.subList(0, query.limit()), OrderCursor.behind(found.get(query.limit() - 1)))
                : new OrderPage(found, null);
    }

    private static boolean shows(Optional<OrderDocument> order, ConsistencyToken token) {
        return order.filter(found -> token.isReachedBy(found.position())).isPresent();
    }

    private Optional<OrderDocument> read(Generation from, String orderId) {
        return Optional.ofNullable(mongo.findById(orderId, OrderDocument.class, from.collection()));
    }

    private static <T> void with(@Nullable T value, Consumer<T> use) {
        if (value != null) {
            use.accept(value);
        }
    }

    private static Query select(OrderQuery query) {
        var conditions = conditions(query);
        var select = Query.query(conditions.isEmpty() ? new Criteria() : new Criteria().andOperator(conditions))
                .with(NEWEST_PLACED_FIRST)
                .limit(query.limit() + 1)
                .maxTime(DEADLINE);
        select.fields().include(ENTRY_FIELDS);
        return select;
    }

    private static List<Criteria> conditions(OrderQuery query) {
        var conditions = new ArrayList<Criteria>();
        with(query.customerId(), customer -> conditions.add(where("customerId").is(customer)));
        with(query.lifecycle(), lifecycle -> conditions.add(where("lifecycle").is(lifecycle)));
        with(query.number(), number -> conditions.add(where("number").is(number)));
        with(query.placedFrom(), from -> conditions.add(where("placedAt").gte(from)));
        with(query.placedTo(), to -> conditions.add(where("placedAt").lt(to)));
        with(query.after(), cursor -> {
            // The first condition alone says less than the second, but gives an index its bound.
            conditions.add(where("placedAt").lte(cursor.placedAt()));
            conditions.add(new Criteria()
                    .orOperator(
                            where("placedAt").lt(cursor.placedAt()), where("id").lt(cursor.id())));
        });
        return conditions;
    }
}
