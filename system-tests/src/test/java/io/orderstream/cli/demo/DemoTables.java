package io.orderstream.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trino.tpch.LineItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rows of TPC-H that the demo takes, and what its walk then asks of each order, as tables of DuckDB. Of what was asked,
 * which lines, how many units, and which amounts were paid is loaded; no amount that the services compute is.
 */
public final class DemoTables {

    private static final Pattern ID = Pattern.compile("/([0-9a-f]{8}-[0-9a-f-]{27})");
    private static final int DECIMALS = 3;

    private final Set<Long> customers = new HashSet<>();
    private final DuckDBAppender customer;
    private final DuckDBAppender order;
    private final DuckDBAppender line;
    private final DuckDBAppender step;
    private final DuckDBAppender stepLine;

    private DemoTables(DuckDBConnection database) throws SQLException {
        customer = database.createAppender("customers");
        order = database.createAppender("orders");
        line = database.createAppender("lines");
        step = database.createAppender("steps");
        stepLine = database.createAppender("step_lines");
    }

    /** Makes the tables and the views over them, and fills them with the first rows of this scale factor. */
    public static void load(DuckDBConnection database, double scaleFactor, long limit) throws SQLException {
        try (var definitions = DemoTables.class.getResourceAsStream("truth.sql");
                var statement = database.createStatement()) {
            statement.execute(new String(definitions.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var tables = new DemoTables(database);
        var left = limit;
        for (var row : new TpchOrders(scaleFactor)) {
            if (left-- == 0) {
                break;
            }
            tables.add(row);
        }
        tables.close();
    }

    private void add(TpchOrder row) throws SQLException {
        var key = row.order().orderKey();
        if (customers.add(row.customer().customerKey())) {
            customer.beginRow()
                    .append(row.customer().customerKey())
                    .append(DemoOrders.request(row).customerId())
                    .append(row.customer().nationKey())
                    .endRow();
        }
        order.beginRow()
                .append(key)
                .append(row.order().customerKey())
                .append(LocalDate.ofEpochDay(row.order().orderDate()))
                .append(row.order().orderPriority())
                .endRow();
        var lineNumbers = new HashMap<String, Integer>();
        for (var item : row.lines()) {
            var number = lineNumbers.size();
            lineNumbers.put(Steps.lineId(key, number), number);
            add(key, number, item);
        }
        var seq = 0;
        for (var each : DemoOrders.of(row).steps()) {
            add(key, seq++, each, lineNumbers);
        }
    }

    private void add(long key, int number, LineItem row) throws SQLException {
        line.beginRow()
                .append(key)
                .append(number)
                .append(row.partKey())
                .append(row.quantity())
                .append(row.extendedPriceInCents())
                .append(row.discountPercent())
                .append(row.taxPercent())
                .append(row.shipMode())
                .endRow();
    }

    private void add(long key, int seq, Step asked, Map<String, Integer> lineNumbers) throws SQLException {
        var body = Json.read(asked.body().isEmpty() ? "{}" : asked.body());
        var isPlacing = asked.path().isEmpty();
        var subject = ID.matcher(asked.path());
        step.beginRow()
                .append(key)
                .append(seq)
                .append(isPlacing ? "place" : subject.replaceAll("/*").substring(1))
                .append(subject.reset().find() ? subject.group(1) : ownId(body))
                .append(body.path("kind").asString(body.path("result").asString("")))
                .append(amount(body).setScale(DECIMALS))
                .append(number(body.path("adjustment")).setScale(DECIMALS))
                .append(at(body))
                .endRow();
        if (!isPlacing) {
            for (var item : body.path(body.has("kind") ? "lines" : "items")) {
                stepLine.beginRow()
                        .append(key)
                        .append(seq)
                        .append(lineNumbers.get(item.get("lineId").asString()).intValue())
                        .append(item.get("quantity").asLong())
                        .endRow();
            }
        }
    }

    /** The id that a body gives to what it begins. */
    private static String ownId(JsonNode body) {
        for (var name : new String[] {"paymentId", "fulfillmentId", "returnId", "refundId", "holdId"}) {
            if (body.has(name)) {
                return body.get(name).asString();
            }
        }
        return "";
    }

    /** What is paid, paid back or charged for. */
    private static BigDecimal amount(JsonNode body) {
        var sum = number(body.path("amount"));
        for (var part : body.has("allocations") ? body.get("allocations") : body.path("fees")) {
            sum = sum.add(number(part.get("amount")));
        }
        return sum;
    }

    private static BigDecimal number(JsonNode text) {
        return new BigDecimal(text.asString("0"));
    }

    private static @Nullable LocalDateTime at(JsonNode body) {
        return body.has("at") && body.get("at").isString()
                ? LocalDateTime.ofInstant(Instant.parse(body.get("at").asString()), ZoneOffset.UTC)
                : null;
    }

    private void close() throws SQLException {
        for (var appender : new DuckDBAppender[] {customer, order, line, step, stepLine}) {
            appender.close();
        }
    }
}
