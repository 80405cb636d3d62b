package io.orderstream.cli.demo;

import io.orderstream.cli.demo.Books.Ranking;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The figures of the read API under the keys that {@link Books} has them under, on data that shows what a token stands for. */
final class ShownFigures {

    private static final int OLD_DAYS = 30;

    private final ReadApi read;
    private final long token;

    ShownFigures(ReadApi read, long token) {
        this.read = read;
        this.token = token;
    }

    /** How many orders there are that were placed so long ago as those of the demo. */
    long oldOrders() throws IOException, InterruptedException, RefusedException {
        var old = Instant.now().minus(Duration.ofDays(OLD_DAYS)).truncatedTo(ChronoUnit.SECONDS);
        return get("/v1/orders/funnel?placedTo=" + old).get("placed").asLong();
    }

    Map<String, Tally> sales(int year) throws IOException, InterruptedException, RefusedException {
        var sales = new TreeMap<String, Tally>();
        for (var item : get("/v1/sales?interval=day&" + period(year)).get("items")) {
            var key = Books.salesKey(
                    item.get("period").asString(), item.get("currency").asString());
            sales.put(key, tally(item, Set.of("period", "start", "currency")));
        }
        return sales;
    }

    Map<String, Tally> customer(String id) throws IOException, InterruptedException, RefusedException {
        var customer = new TreeMap<String, Tally>();
        for (var item : get("/v1/customers/" + id).get("currencies")) {
            var key = Books.customerKey(id, item.get("currency").asString());
            customer.put(key, tally(item, Set.of("currency", "spent")));
        }
        return customer;
    }

    Map<String, Tally> best(Ranking ranking) throws IOException, InterruptedException, RefusedException {
        var which = ranking.currency().isEmpty() ? "" : "&currency=" + ranking.currency();
        var best = new TreeMap<String, Tally>();
        for (var item : get("/v1/products/top?limit=" + Books.BEST + "&by=" + ranking.by() + which + "&"
                        + period(ranking.year()))
                .get("items")) {
            best.put(ranking.key(best.size(), item.get("sku").asString()), tally(item, Set.of("sku", "name")));
        }
        return best;
    }

    Tally funnel(int year) throws IOException, InterruptedException, RefusedException {
        return tally(
                get("/v1/orders/funnel?placedFrom=" + moment(Books.begin(year)) + "&placedTo="
                        + moment(Books.begin(year + 1))),
                Set.of());
    }

    /** The open work of old orders. */
    Map<String, Tally> work() throws IOException, InterruptedException, RefusedException {
        var work = new TreeMap<String, Tally>();
        for (var status : get("/v1/fulfilment").get("work")) {
            for (var age : status.get("ages")) {
                var amount = tally(age, Set.of("fromDays", "belowDays"));
                if (age.get("fromDays").asInt() == OLD_DAYS && !amount.isNothing()) {
                    work.put(status.get("status").asString(), amount);
                }
            }
        }
        return work;
    }

    Tally deliveries(int year) throws IOException, InterruptedException, RefusedException {
        var took = get("/v1/fulfilment?" + period(year)).get("took").get("placedToDelivered");
        return Tally.of("count", took.get("count").asLong());
    }

    private JsonNode get(String path) throws IOException, InterruptedException, RefusedException {
        return read.get(path, token);
    }

    private static String period(int year) {
        return "from=" + Books.begin(year) + "&to=" + Books.begin(year + 1);
    }

    private static Instant moment(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** All that an answer has but what is no figure. */
    private static Tally tally(JsonNode item, Set<String> others) {
        var figures = new TreeMap<String, BigDecimal>();
        item.properties().forEach(field -> {
            if (!others.contains(field.getKey()) && !field.getValue().isNull()) {
                figures.put(field.getKey(), number(field.getValue()));
            }
        });
        return new Tally(figures);
    }

    private static BigDecimal number(JsonNode figure) {
        return new BigDecimal((figure.isObject() ? figure.get("amount") : figure).asString());
    }
}
