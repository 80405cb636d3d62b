package io.orderstream.benchmarks.read;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.orderstream.benchmarks.measure.ClosedLoop;
import io.orderstream.benchmarks.measure.ClosedLoop.Client;
import io.orderstream.benchmarks.measure.ClosedLoop.Step;
import io.orderstream.benchmarks.measure.Measured;
import io.orderstream.benchmarks.measure.ServiceProcess;
import io.orderstream.readmodel.sales.SalesDocument.Interval;
import io.orderstream.readmodel.sales.SalesProjection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What is measured: the same reads through the service and by the bare driver, and requests that read nothing. */
final class Reads {

    static final String BARE_GET = "bare GET";
    static final String NO_OP = "no-op GET";
    static final String BY_ID = "order by id";
    static final String PAGE = "filtered page of 20";
    static final String MONTH = "month of sales by day";

    /** What the driver does alone has the name of the read with this in front. */
    static final String DRIVER = "driver: ";

    private static final int PAGE_SIZE = 20;
    private static final String[] LISTED = {
        "revision",
        "number",
        "channel",
        "currency",
        "customerId",
        "placedAt",
        "updatedAt",
        "lifecycle",
        "paymentStatus",
        "fulfilmentStatus",
        "returnStatus",
        "totals"
    };

    private final ServiceProcess service;
    private final int orders;
    private final MongoCollection<Document> orderDocuments;
    private final MongoCollection<Document> salesDocuments;

    Reads(ServiceProcess service, MongoDatabase database, Shop shop, int orders) {
        this.service = service;
        this.orders = orders;
        this.orderDocuments = database.getCollection(shop.orders());
        this.salesDocuments = database.getCollection(shop.sales());
    }

    /** One of those that are measured. */
    interface Read {
        Measured run(ClosedLoop loop) throws Exception;
    }

    /** Each by its name, in the order in which they take turns. */
    Map<String, Read> all() {
        Map<String, Read> reads = new LinkedHashMap<>();
        reads.put(
                BARE_GET,
                requests(random ->
                        connection -> connection.get("/benchmark/bare").orFail()));
        reads.put(
                NO_OP,
                requests(random -> connection ->
                        connection.get("/benchmark/no-op/" + any(random)).orFail()));
        reads.put(
                BY_ID,
                requests(random -> connection ->
                        connection.get("/v1/orders/" + any(random)).orFail()));
        reads.put(
                DRIVER + BY_ID,
                driver(random ->
                        () -> orderDocuments.find(eq("_id", any(random))).first()));
        reads.put(
                MONTH,
                requests(random -> connection -> connection
                        .get("/v1/sales?from=2026-03-01&to=2026-04-01&interval=day")
                        .orFail()));
        reads.put(DRIVER + MONTH, driver(random -> () -> drained(month())));
        reads.put(
                PAGE,
                requests(random -> connection -> connection
                        .get("/v1/orders?lifecycle=CONFIRMED&channel=web&limit=" + PAGE_SIZE)
                        .orFail()));
        reads.put(DRIVER + PAGE, driver(random -> () -> drained(page())));
        return reads;
    }

    private FindIterable<Document> page() {
        return orderDocuments
                .find(and(eq("lifecycle", "CONFIRMED"), eq("channel", "web")))
                .projection(Projections.include(LISTED))
                .sort(Sorts.descending("placedAt", "_id"))
                .limit(PAGE_SIZE + 1);
    }

    private FindIterable<Document> month() {
        Bson march = and(
                gte("_id", SalesProjection.keysFrom(Interval.MONTH, "2026-03")),
                lt("_id", SalesProjection.keysFrom(Interval.MONTH, "2026-04")));
        return salesDocuments.find(march).projection(Projections.exclude("total"));
    }

    private static List<Document> drained(FindIterable<Document> found) {
        return found.into(new ArrayList<>());
    }

    private String any(Random random) {
        return Shop.orderId(random.nextInt(orders));
    }

    private interface Requests {
        Client by(Random random);
    }

    private interface Queries {
        Runnable by(Random random);
    }

    /** Each client has its own numbers, the same in every run. */
    private Read requests(Requests requests) {
        return loop -> loop.run(service.port(), number -> requests.by(new Random(number)));
    }

    private static Read driver(Queries queries) {
        return loop -> loop.run(number -> {
            Runnable query = queries.by(new Random(number));
            Step step = query::run;
            return step;
        });
    }
}
