package io.orderstream.query.sales;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.ReadModel;
import io.orderstream.query.consistency.ReadModels;
import io.orderstream.query.sales.SalesQuery.Group;
import io.orderstream.query.web.InvalidParameterException;
import io.orderstream.readmodel.figures.Figures;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.sales.SalesDocument;
import io.orderstream.readmodel.sales.SalesDocument.Interval;
import io.orderstream.readmodel.sales.SalesProjection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Reads sales and adds them up to rows. Several documents may stand for the same sales. */
@Component
class SalesReader {

    private static final int MOST_ROWS = 10_000;

    private final MongoOperations mongo;
    private final ReportingCalendar calendar;
    private final ReadModel sales;

    SalesReader(MongoOperations mongo, ReadModels readModels, ReportingCalendar calendar) {
        this.mongo = mongo;
        this.calendar = calendar;
        this.sales = readModels.of(new SalesProjection(calendar));
    }

    /** The rows that have anything in them, in the order of their periods. */
    SortedMap<SalesRow, Figures> read(SalesQuery query, ConsistencyToken token) {
        String live = sales.await(token).collection();
        SortedMap<SalesRow, Figures> rows = new TreeMap<>();
        try (Stream<SalesDocument> documents = mongo.stream(select(query), SalesDocument.class, live)) {
            documents.forEach(document -> add(query, document, rows));
        }
        return rows;
    }

    /** Hours stand in the documents of days, days in those of months. */
    private static Query select(SalesQuery query) {
        LocalDate from = query.period().from();
        LocalDate to = query.period().to();
        return (switch (query.interval()) {
                    case HOUR -> between(Interval.DAY, from.toString(), to.toString());
                    case DAY, MONTH ->
                        between(
                                Interval.MONTH,
                                YearMonth.from(from).toString(),
                                YearMonth.from(to.minusDays(1)).plusMonths(1).toString());
                })
                .maxTime(ReadModel.DEADLINE);
    }

    private static Query between(Interval interval, String from, String to) {
        Query query = Query.query(
                where("_id").gte(SalesProjection.keysFrom(interval, from)).lt(SalesProjection.keysFrom(interval, to)));
        query.fields().exclude("total");
        return query;
    }

    private void add(SalesQuery query, SalesDocument document, Map<SalesRow, Figures> rows) {
        document.parts().forEach((part, figures) -> {
            if (query.interval() == SalesQuery.Interval.HOUR || inPeriod(query, LocalDate.parse(part))) {
                rows.merge(row(query, document, part), figures, Figures::plus);
                if (rows.size() > MOST_ROWS) {
                    throw new InvalidParameterException(
                            "groupBy", "makes more than " + MOST_ROWS + " rows in this period");
                }
            }
        });
    }

    private static boolean inPeriod(SalesQuery query, LocalDate day) {
        return !day.isBefore(query.period().from())
                && day.isBefore(query.period().to());
    }

    private SalesRow row(SalesQuery query, SalesDocument document, String part) {
        return new SalesRow(
                query.interval() == SalesQuery.Interval.MONTH ? document.period() : part,
                start(query, document, part),
                document.currency(),
                query.groups().contains(Group.CHANNEL) ? document.channel() : null,
                query.groups().contains(Group.COUNTRY) ? document.country() : null);
    }

    private Instant start(SalesQuery query, SalesDocument document, String part) {
        return switch (query.interval()) {
            case HOUR -> Instant.parse(part);
            case DAY -> calendar.startOf(LocalDate.parse(part));
            case MONTH -> calendar.startOf(YearMonth.parse(document.period()).atDay(1));
        };
    }
}
