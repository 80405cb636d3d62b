package io.orderstream.query.product;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.ReadModel;
import io.orderstream.query.consistency.ReadModels;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.product.ProductFigures;
import io.orderstream.readmodel.product.ProductProjection;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.aggregation.AggregationOperation;
import org.springframework.data.mongodb.core.aggregation.AggregationOptions;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** Reads the products that sold best, added up and ranked by MongoDB. Several documents may stand for a product. */
@Component
class TopProductsReader {

    private static final List<String> FIGURES = Stream.of(ProductFigures.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();

    private final MongoOperations mongo;
    private final ReadModel products;

    TopProductsReader(MongoOperations mongo, ReadModels readModels, ReportingCalendar calendar) {
        this.mongo = mongo;
        this.products = readModels.of(new ProductProjection(calendar));
    }

    /** The best first; of two that are equally good the one whose sku comes first. */
    List<TopProduct> read(TopProductsQuery query, ConsistencyToken token) {
        String live = products.await(token).collection();
        Aggregation pipeline = Aggregation.newAggregation(List.of(
                        Aggregation.match(inMonths(query)),
                        daysOf(query),
                        Aggregation.unwind("parts"),
                        added(),
                        context -> new Document("$sort", new Document(query.by(), -1).append("_id", 1)),
                        Aggregation.limit(query.limit())))
                .withOptions(AggregationOptions.builder()
                        .maxTime(ReadModel.DEADLINE)
                        .allowDiskUse(true)
                        .build());
        return mongo.aggregate(pipeline, live, TopProduct.class).getMappedResults();
    }

    private static Criteria inMonths(TopProductsQuery query) {
        Criteria months = where("_id")
                .gte(ProductProjection.keysFrom(
                        YearMonth.from(query.period().from()).toString()))
                .lt(ProductProjection.keysFrom(
                        YearMonth.from(query.period().to().minusDays(1))
                                .plusMonths(1)
                                .toString()));
        return query.currency() == null ? months : months.and("currency").is(query.currency());
    }

    /** The parts of a document that count: the whole of a month that is asked for as a whole, and else its days. */
    private static AggregationOperation daysOf(TopProductsQuery query) {
        Document day = new Document(
                "$and",
                List.of(
                        new Document(
                                "$gte",
                                List.of("$$this.k", query.period().from().toString())),
                        new Document(
                                "$lt", List.of("$$this.k", query.period().to().toString()))));
        Document days = new Document(
                "$filter", new Document("input", new Document("$objectToArray", "$days")).append("cond", day));
        Document whole = new Document("$in", List.of("$month", wholeMonths(query)));
        Document total = new Document("$objectToArray", new Document("whole", "$total"));
        return context -> new Document(
                "$project",
                new Document("sku", 1)
                        .append("name", 1)
                        .append("parts", new Document("$cond", List.of(whole, total, days))));
    }

    private static List<String> wholeMonths(TopProductsQuery query) {
        LocalDate from = query.period().from();
        List<String> months = new ArrayList<>();
        YearMonth month = from.getDayOfMonth() == 1
                ? YearMonth.from(from)
                : YearMonth.from(from).plusMonths(1);
        while (!month.plusMonths(1).atDay(1).isAfter(query.period().to())) {
            months.add(month.toString());
            month = month.plusMonths(1);
        }
        return months;
    }

    private static AggregationOperation added() {
        Document group = new Document("_id", "$sku").append("name", new Document("$max", "$name"));
        FIGURES.forEach(figure -> group.append(figure, new Document("$sum", "$parts.v." + figure)));
        return context -> new Document("$group", group);
    }
}
