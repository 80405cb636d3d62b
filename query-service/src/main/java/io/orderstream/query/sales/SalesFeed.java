package io.orderstream.query.sales;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.consistency.Progress;
import io.orderstream.query.consistency.ReadModel;
import io.orderstream.query.consistency.ReadModels;
import io.orderstream.query.live.LiveChange;
import io.orderstream.query.live.LiveFeed;
import io.orderstream.readmodel.figures.ReportingCalendar;
import io.orderstream.readmodel.sales.SalesDocument;
import io.orderstream.readmodel.sales.SalesProjection;
import java.util.Collection;
import java.util.List;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * The days and currencies whose sales changed. They are told by name only: several documents make up one figure, and a reader
 * shows figures of a period of its own. An event touches one day, so no two days have the same position.
 */
@Component
class SalesFeed implements LiveFeed {

    private final MongoOperations mongo;
    private final ReadModel sales;

    SalesFeed(MongoOperations mongo, ReadModels readModels, ReportingCalendar calendar) {
        this.mongo = mongo;
        this.sales = readModels.of(new SalesProjection(calendar));
    }

    @Override
    public String name() {
        return "sales";
    }

    @Override
    public Look look() {
        return new SalesLook(sales.progress());
    }

    @Override
    public void await(ConsistencyToken token) {
        sales.reach(token);
    }

    private final class SalesLook implements Look {

        private final Progress progress;

        private SalesLook(Progress progress) {
            this.progress = progress;
        }

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public List<LiveChange> changes(long after, long upTo, int limit) {
            return find(Query.query(days().and("position").gt(after).lte(upTo))
                    .with(Sort.by("position"))
                    .limit(limit));
        }

        @Override
        public List<LiveChange> of(Collection<String> keys) {
            var ids = keys.stream()
                    .flatMap(key -> progress.generation().idsOf(key, false).stream())
                    .toList();
            return find(Query.query(days().and("_id").in(ids)));
        }

        private static Criteria days() {
            return where("interval").is(SalesDocument.Interval.DAY.name());
        }

        private List<LiveChange> find(Query days) {
            days.maxTime(ReadModel.DEADLINE).fields().include("position", "period", "currency");
            return mongo.find(days, Document.class, progress.generation().collection()).stream()
                    .map(SalesLook::change)
                    .toList();
        }

        private static LiveChange change(Document sales) {
            var changed = new ChangedSales(sales.getString("period"), sales.getString("currency"));
            return new LiveChange(changed.period() + "/" + changed.currency(), sales.getLong("position"), changed);
        }
    }
}
