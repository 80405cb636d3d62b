package io.orderstream.query.fulfilment;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.ReadModel;
import io.orderstream.query.consistency.ReadModels;
import io.orderstream.query.fulfilment.OpenWork.Age;
import io.orderstream.query.fulfilment.OpenWork.Amount;
import io.orderstream.query.fulfilment.OpenWork.Status;
import io.orderstream.query.reporting.Period;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.fulfilment.Durations;
import io.orderstream.readmodel.fulfilment.FulfilmentDurationsDocument;
import io.orderstream.readmodel.fulfilment.FulfilmentDurationsProjection;
import io.orderstream.readmodel.fulfilment.FulfilmentWorkProjection;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationOptions;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Reads the read models of fulfilment; what there is of open work is added up by MongoDB. */
@Component
class FulfilmentReader {

    private final MongoOperations mongo;
    private final ReadModel work;
    private final ReadModel durations;

    FulfilmentReader(MongoOperations mongo, ReadModels readModels, ReportingCalendar calendar) {
        this.mongo = mongo;
        this.work = readModels.of(new FulfilmentWorkProjection());
        this.durations = readModels.of(new FulfilmentDurationsProjection(calendar));
    }

    /** How long shipments and deliveries took. */
    record Took(Durations placedToShipped, Durations placedToDelivered) {

        private Took plus(FulfilmentDurationsDocument day) {
            return new Took(
                    placedToShipped.plus(day.placedToShipped()), placedToDelivered.plus(day.placedToDelivered()));
        }
    }

    /** How long those took that were shipped or delivered in the period. */
    Took took(Period period, ConsistencyToken token) {
        String live = durations.await(token).collection();
        Query days = Query.query(where("_id")
                        .gte(FulfilmentDurationsProjection.keysFrom(
                                period.from().toString()))
                        .lt(FulfilmentDurationsProjection.keysFrom(period.to().toString())))
                .maxTime(ReadModel.DEADLINE);
        Took took = new Took(Durations.NONE, Durations.NONE);
        for (FulfilmentDurationsDocument day : mongo.find(days, FulfilmentDurationsDocument.class, live)) {
            took = took.plus(day);
        }
        return took;
    }

    /** The open work by status and age. */
    Map<Status, Map<Integer, Amount>> work(Instant now, ConsistencyToken token) {
        String live = work.await(token).collection();
        Document group = new Document("_id", age(now));
        for (Status status : Status.values()) {
            Document units = units(status);
            group.append(status + "_units", new Document("$sum", units));
            group.append(
                    status + "_orders", new Document("$sum", condition(new Document("$gt", List.of(units, 0)), 1, 0)));
        }
        Aggregation pipeline = Aggregation.newAggregation(
                        Aggregation.match(where("open").is(true)), context -> new Document("$group", group))
                .withOptions(
                        AggregationOptions.builder().maxTime(ReadModel.DEADLINE).build());
        Map<Status, Map<Integer, Amount>> amounts = new EnumMap<>(Status.class);
        Stream.of(Status.values()).forEach(status -> amounts.put(status, new TreeMap<>()));
        for (Document age : mongo.aggregate(pipeline, live, Document.class)) {
            int days = ((Number) age.get("_id")).intValue();
            amounts.forEach((status, byAge) -> byAge.put(
                    days,
                    new Amount(
                            ((Number) age.get(status + "_orders")).longValue(),
                            ((Number) age.get(status + "_units")).longValue())));
        }
        return amounts;
    }

    private static Document units(Status status) {
        Document held = new Document("$gt", List.of(new Document("$size", "$holds"), 0));
        Document free = new Document("$not", List.of(held));
        return switch (status) {
            case TO_CONFIRM -> condition("$confirmed", 0, "$waiting");
            case ON_HOLD -> condition(new Document("$and", List.of("$confirmed", held)), "$waiting", 0);
            case TO_ALLOCATE -> condition(new Document("$and", List.of("$confirmed", free)), "$waiting", 0);
            case TO_SHIP -> new Document("$add", List.of("$allocated", 0));
            case IN_TRANSIT -> new Document("$add", List.of("$inTransit", 0));
            case TO_RECEIVE -> new Document("$add", List.of("$toReceive", 0));
        };
    }

    /** The oldest age that an order has reached, as its days. */
    private static Object age(Instant now) {
        Object age = 0;
        for (Age each : Age.ALL) {
            Document reached = new Document("$lte", List.of("$placedAt", Date.from(now.minus(each.atLeast()))));
            age = condition(reached, each.days(), age);
        }
        return age;
    }

    private static Document condition(Object when, Object then, Object otherwise) {
        return new Document("$cond", List.of(when, then, otherwise));
    }
}
