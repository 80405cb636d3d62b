package io.orderstream.system;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderstream.cli.demo.DemoTables;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * After the demo every figure of the read API equals what DuckDB makes of the same rows of TPC-H in SQL. All orders of a larger
 * scale are taken with {@code orderstream.truth.scale}, and more or fewer of them with {@code orderstream.truth.orders}.
 */
@Tag("proof")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TruthOfFiguresIntegrationTests {

    private static final String SCALE = System.getProperty("orderstream.truth.scale", "0.001");
    private static final long ORDERS =
            Long.getLong("orderstream.truth.orders", SCALE.equals("0.001") ? 150 : Long.MAX_VALUE);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> FIGURES = List.of(
            "orders",
            "units",
            "gross",
            "discounts",
            "shipping",
            "tax",
            "grand",
            "cancelledOrders",
            "cancelledUnits",
            "cancelled",
            "returnedUnits",
            "fees",
            "credited",
            "captured",
            "refunds",
            "pendingRefunds",
            "net",
            "balance");
    private static final List<String> PRODUCT_UNITS =
            List.of("units", "cancelledUnits", "creditedUnits", "returnedUnits");
    private static final List<String> PRODUCT_AMOUNTS = List.of("revenue", "cancelled", "credited");
    private static final List<String> CURRENCIES = List.of("EUR", "GBP", "JOD", "JPY", "USD");
    private static final List<Integer> YEARS =
            IntStream.rangeClosed(1992, 1998).boxed().toList();

    private final HttpClient client = HttpClient.newHttpClient();
    private Stack stack;
    private DuckDBConnection database;
    private String token;

    @BeforeAll
    void sell(@TempDir Path home) throws Exception {
        stack = Stack.up(home);
        Process demo =
                stack.startDemo("--scale-factor=" + SCALE, "--limit=" + ORDERS, "--concurrency=8", "--patience=600");
        database = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        DemoTables.load(database, Double.parseDouble(SCALE), ORDERS);
        Stack.Ended ended = Stack.await(demo, "demo");
        assertThat(ended.output()).contains("Everything agrees.");
        assertThat(ended.exitCode()).isZero();
        token = placeAnOrderOfToday();
    }

    @AfterAll
    void stop() throws SQLException {
        stack.close();
        if (database != null) {
            database.close();
        }
    }

    @Test
    void sales_by_day_and_currency() throws SQLException {
        assertThat(salesBy("day", "")).isEqualTo(expectedSales("day", ""));
    }

    @Test
    void sales_by_day_currency_channel_and_country() throws SQLException {
        assertThat(salesBy("day", "channel,country")).isEqualTo(expectedSales("day", ", channel, country"));
    }

    @Test
    void sales_by_month_and_currency() throws SQLException {
        assertThat(salesBy("month", "")).isEqualTo(expectedSales("strftime(day, '%Y-%m')", ""));
    }

    @Test
    void totals_of_sales_by_year() throws SQLException {
        List<String> shown = new ArrayList<>();
        for (int year : YEARS) {
            each(
                    get(sales(year, "month", "")).get("totals"),
                    total -> shown.add(year + row(total, "currency") + figures(total)));
        }
        assertThat(sorted(shown)).isEqualTo(expectedSales("year(day)", ""));
    }

    @Test
    void the_list_of_orders_with_every_status_and_all_money() throws SQLException {
        List<String> shown = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("/v1/orders?limit=200&placedTo=2000-01-01T00:00:00Z" + cursor);
            each(page.get("items"), order -> shown.add(order(order)));
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asString();
        } while (!cursor.isEmpty());

        assertThat(sorted(shown)).isEqualTo(sql("""
                SELECT strftime(placed_at, '%Y-%m-%dT%H:%M:%SZ'), customer_id, channel, lifecycle, payment_status, fulfilment_status,
                       return_status, gross - discounts + shipping + tax - cancelled + fees, credited,
                       CASE cancelled_orders WHEN 1 THEN 0 ELSE shipping END,
                       tax - cancelled_tax, fees, net, captured, refunds, pending_refunds, balance
                FROM standings"""));
    }

    @Test
    void orders_by_how_far_they_have_come() throws SQLException {
        List<String> shown = new ArrayList<>();
        for (int year : YEARS) {
            JsonNode funnel = get("/v1/orders/funnel?placedFrom=" + year + "-01-01T00:00:00Z&placedTo=" + (year + 1)
                    + "-01-01T00:00:00Z");
            shown.add(year
                    + row(funnel, "placed", "confirmed", "shipped", "delivered", "completed", "cancelled")
                            .replaceAll("^( 0)+$", " 0 0 0 0 0 0"));
        }
        assertThat(shown).isEqualTo(sql("""
                SELECT y, count(order_key), count(*) FILTER (goes_on),
                       count(*) FILTER (goes_on AND fulfilment_status IN ('SHIPPED', 'DELIVERED', 'NOT_REQUIRED')),
                       count(*) FILTER (goes_on AND fulfilment_status IN ('DELIVERED', 'NOT_REQUIRED')),
                       count(*) FILTER (lifecycle = 'COMPLETED'), count(*) FILTER (lifecycle = 'CANCELLED')
                FROM range(1992, 1999) years(y)
                LEFT JOIN (SELECT *, lifecycle IN ('CONFIRMED', 'COMPLETED') AS goes_on FROM standings) ON year(day) = y
                GROUP BY y"""));
    }

    @Test
    void customers_by_currency() throws SQLException {
        List<String> shown = new ArrayList<>();
        for (String id : sql("SELECT DISTINCT customer_id FROM figures")) {
            JsonNode customer = get("/v1/customers/" + id);
            String period = row(customer.get("firstOrder"), "placedAt") + row(customer.get("lastOrder"), "placedAt");
            each(
                    customer.get("currencies"),
                    figures -> shown.add(id + period + row(figures, "currency", "spent") + figures(figures)));
        }
        assertThat(sorted(shown))
                .isEqualTo(sql("SELECT customer_id, strftime(min(placed_at), '%Y-%m-%dT%H:%M:%SZ'),"
                        + " strftime(max(placed_at), '%Y-%m-%dT%H:%M:%SZ'), currency, sum(captured - refunds), "
                        + sums(FIGURES) + " FROM figures GROUP BY customer_id, currency"));
    }

    @Test
    void products_by_units() throws SQLException {
        List<String> shown = new ArrayList<>();
        for (int year : YEARS) {
            top(year, "by=units", item -> shown.add(year + row(item, "sku", "orders") + row(item, PRODUCT_UNITS)));
        }
        assertThat(shown).isEqualTo(expectedProducts("units", "", sums(PRODUCT_UNITS)));
    }

    @Test
    void products_by_revenue_and_currency() throws SQLException {
        List<String> shown = new ArrayList<>();
        for (int year : YEARS) {
            for (String currency : CURRENCIES) {
                top(
                        year,
                        "by=revenue&currency=" + currency,
                        item -> shown.add(year + " " + currency + row(item, "sku", "orders") + row(item, PRODUCT_UNITS)
                                + row(item, PRODUCT_AMOUNTS)));
            }
        }
        assertThat(shown)
                .isEqualTo(
                        expectedProducts("revenue", ", currency", sums(PRODUCT_UNITS) + ", " + sums(PRODUCT_AMOUNTS)));
    }

    @Test
    void open_work_by_status() throws SQLException {
        List<String> shown = new ArrayList<>();
        for (JsonNode work : get("/v1/fulfilment").get("work")) {
            each(
                    work.get("ages"),
                    age -> shown.add(row(work, "status").strip() + row(age, "fromDays", "orders", "units")));
        }
        assertThat(sorted(shown)).isEqualTo(sql("""
                SELECT status, from_days, count(*) FILTER (units > 0), sum(units)
                FROM (SELECT status, 30 AS from_days, units FROM work
                      UNION ALL SELECT DISTINCT status, unnest([0, 1, 2, 7]), 0 FROM work
                      UNION ALL SELECT 'TO_CONFIRM', 0, 1)
                GROUP BY status, from_days"""));
    }

    @Test
    void how_long_deliveries_took_and_how_many_shipments_there_were() throws SQLException {
        for (int year : YEARS) {
            JsonNode took = get("/v1/fulfilment?from=" + year + "-01-01&to=" + (year + 1) + "-01-01")
                    .get("took")
                    .get("placedToDelivered");
            String ofYear = " FROM deliveries WHERE year(day) = " + year;
            assertThat(List.of(took.get("count").asString())).isEqualTo(sql("SELECT count(*)" + ofYear));
            for (int percent : took.get("count").asInt() == 0 ? List.<Integer>of() : List.of(50, 90, 95, 99)) {
                assertThat(took.get("p" + percent).asDouble())
                        .isCloseTo(
                                Double.parseDouble(sql("SELECT quantile_disc(seconds, 0." + percent + ")" + ofYear)
                                        .getFirst()),
                                Percentage.withPercentage(1));
            }
        }
        assertThat(List.of(get("/v1/fulfilment")
                        .get("took")
                        .get("placedToShipped")
                        .get("count")
                        .asString()))
                .isEqualTo(sql("SELECT count(*) FROM steps WHERE what = 'fulfillments/*/ship'"));
    }

    @Test
    void one_unit_more_or_one_percent_of_tax_in_one_row_would_be_seen() throws SQLException {
        for (String change : List.of(
                "UPDATE lines SET tax_percent = tax_percent + 1 WHERE order_key = 1 AND line = 0",
                "UPDATE lines SET quantity = quantity + 1, price_cents = price_cents // quantity * (quantity + 1)"
                        + " WHERE order_key = 1 AND line = 0")) {
            database.setAutoCommit(false);
            try (var statement = database.createStatement()) {
                statement.execute(change);

                assertThat(salesBy("day", "")).isNotEqualTo(expectedSales("day", ""));
            } finally {
                database.rollback();
                database.setAutoCommit(true);
            }
        }
    }

    private List<String> salesBy(String interval, String groupBy) {
        List<String> shown = new ArrayList<>();
        for (int year : YEARS) {
            each(
                    get(sales(year, interval, groupBy.isEmpty() ? "" : "&groupBy=" + groupBy))
                            .get("items"),
                    item -> shown.add(row(item, "period", "currency", "channel", "country")
                                    .strip()
                            + figures(item)));
        }
        return sorted(shown);
    }

    private static String sales(int year, String interval, String more) {
        return "/v1/sales?from=" + year + "-01-01&to=" + (year + 1) + "-01-01&interval=" + interval + more;
    }

    private List<String> expectedSales(String period, String groups) throws SQLException {
        return sql("SELECT " + period + ", currency" + groups + ", " + sums(FIGURES) + " FROM figures GROUP BY "
                + period + ", currency" + groups);
    }

    private void top(int year, String which, Consumer<JsonNode> item) {
        each(
                get("/v1/products/top?limit=100&from=" + year + "-01-01&to=" + (year + 1) + "-01-01&" + which)
                        .get("items"),
                item);
    }

    /** In the order of the ranks, which is part of the answer. */
    private List<String> expectedProducts(String by, String groups, String sums) throws SQLException {
        return rows("SELECT COLUMNS(* EXCLUDE (place)) FROM (SELECT year(day)" + groups
                + ", sku, count(DISTINCT order_key) FILTER (units > 0), " + sums
                + ", row_number() OVER (PARTITION BY year(day)" + groups + " ORDER BY sum(" + by
                + ") DESC, sku) AS place FROM products GROUP BY year(day), sku" + groups
                + ") WHERE place <= 100 ORDER BY 1, " + (groups.isEmpty() ? "" : "2, ") + "place");
    }

    private static String sums(List<String> figures) {
        return figures.stream()
                .map(figure -> "sum(" + figure.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT) + ")")
                .collect(joining(", "));
    }

    private List<String> sql(String query) throws SQLException {
        return sorted(rows(query));
    }

    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var statement = database.createStatement();
                var result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(result.getString(column));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }

    private static String order(JsonNode order) {
        return row(order, "placedAt", "customerId", "channel", "lifecycle").strip()
                + row(order, "paymentStatus", "fulfilmentStatus", "returnStatus")
                + row(
                        order.get("totals"),
                        "grand",
                        "credits",
                        "shipping",
                        "tax",
                        "fees",
                        "net",
                        "captured",
                        "refunded",
                        "pendingRefunds",
                        "balance");
    }

    private static String figures(JsonNode node) {
        return row(node, FIGURES);
    }

    private static String row(JsonNode node, List<String> names) {
        return row(node, names.toArray(String[]::new));
    }

    /** What a node has of these, amounts in minor units; an amount with other decimals than its currency's is told apart. */
    private static String row(JsonNode node, String... names) {
        return Stream.of(names)
                .filter(node::has)
                .map(name -> " "
                        + (node.get(name).isObject()
                                ? minorUnits(node.get(name))
                                : node.get(name).asString()))
                .collect(joining());
    }

    private static String minorUnits(JsonNode amount) {
        String digits = amount.get("amount").asString();
        int decimals = switch (amount.get("currency").asString()) {
            case "JPY" -> 0;
            case "JOD" -> 3;
            default -> 2;
        };
        return new BigDecimal(digits).movePointRight(decimals).toPlainString();
    }

    private static void each(JsonNode items, Consumer<JsonNode> consumer) {
        items.forEach(consumer);
    }

    private static List<String> sorted(List<String> rows) {
        return rows.stream().sorted().toList();
    }

    private JsonNode get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.url("query-service") + path))
                .header("Consistency-Token", token)
                .build();
        HttpResponse<String> answer =
                await().atMost(PATIENCE).until(() -> send(request), answered -> answered.statusCode() != 503);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    /** Reads with its token show all that was done before it; none of the figures is of this order but the work that it makes. */
    private String placeAnOrderOfToday() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.url("command-service") + "/v1/orders"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"currency\":\"EUR\",\"lines\":[{\"sku\":\"X\",\"quantity\":1,\"unitPrice\":\"1.00\"}]}"))
                .build();
        return send(request).headers().firstValue("Consistency-Token").orElseThrow();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }
}
